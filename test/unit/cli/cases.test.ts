import assert from 'node:assert/strict';
import { temporaryFolder } from '../../support/temporaryFolder';
import { missingModels, RUNNERS } from './cliRunners';
import { ATTACHMENT_CASES } from './attachmentCases';
import { COMPARE_CASES } from './compareCases';
import { COMPARISON_CASES } from './comparisonCases';
import { CONTAINER_CASES } from './containerCases';
import { POOL_CASES } from './poolCases';
import { DECISION_CASES } from './decisionCases';
import { EVOL_CASES } from './evolCases';
import { FILE_CASES } from './fileCases';
import { ONNX_CASES } from './onnxCases';
import { ROW_CASES } from './rowCases';
import { SCORE_CASES } from './scoreCases';
import { SELECT_CASES } from './selectCases';
import { ADDED_SIGNAL_CASES } from './addedSignalCases';
import { SIGNAL_CASES } from './signalCases';
import { NOTHING_SELECTED_CASES } from './nothingSelectedCases';
import { STRATEGY_CASES } from './strategyCases';
import { USAGE_CASES } from './usageCases';

const CASES = [
  ...USAGE_CASES,
  ...SELECT_CASES,
  ...STRATEGY_CASES,
  ...NOTHING_SELECTED_CASES,
  ...DECISION_CASES,
  ...SIGNAL_CASES,
  ...ADDED_SIGNAL_CASES,
  ...COMPARISON_CASES,
  ...SCORE_CASES,
  ...ATTACHMENT_CASES,
  ...FILE_CASES,
  ...CONTAINER_CASES,
  ...POOL_CASES,
  ...ROW_CASES,
  ...ONNX_CASES,
  ...EVOL_CASES,
  ...COMPARE_CASES,
];

for (const runner of RUNNERS) {
  describe(`command line, ${runner.name}`, () => {
    const folder = temporaryFolder();

    for (const { title, args, code, stdout, stderr, check, interruptOn, needsModels, describesFailure } of CASES) {
      it(title, async function () {
        const reason = runner.unavailable ?? (needsModels === true ? missingModels() : undefined);
        if (reason !== undefined) {
          console.log(`      skipped: ${reason}`);
          this.skip();
        }
        const options = { cacheDir: folder.path('cache'), ...(interruptOn === undefined ? {} : { interruptOn }) };
        const result = await runner.run(args(folder), options);
        assert.equal(result.code, code, result.stderr);
        if (stdout !== undefined) assert.match(result.stdout, stdout);
        if (stderr !== undefined) assert.match(result.stderr, stderr);
        if (code !== 0 && describesFailure !== true) assert.equal(result.stdout, '');
        check?.(result, folder);
      });
    }
  });
}
