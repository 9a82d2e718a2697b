import assert from 'node:assert/strict';
import { DeitaError, type ErrorCode } from '../../../src/common/errors';
import type { DatasetInfo, RowSummary } from '../../../src/protocol/dataset';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import { canCompress } from '../../../src/dataset/compressedSink';
import {
  exportChoices,
  isExportArguments,
  proposedPath,
  validationPath,
} from '../../../src/editor/commands/exportChoices';
import { baseUrlProblem, savedMessage, type ConnectionDraft } from '../../../src/editor/connectScorer/draft';
import { plainMessage } from '../../../src/editor/errors/plainMessage';
import { plainLabel } from '../../../src/editor/plainLabel';
import { PlainLog } from '../../../src/editor/plainLog';
import { unreadableHtml } from '../../../src/editor/datasetEditor/unreadablePage';
import { isUnreadable } from '../../../src/editor/datasets/unreadable';
import { otherJobsText, statusText } from '../../../src/editor/status/statusText';
import { decorationText } from '../../../src/editor/textEditor/decorationText';
import { fault } from '../../../src/messages/say';
import { fromWireError, toWireError } from '../../../src/protocol/wireError';
import { settingToChange } from '../../../src/wording/settingToChange';

const row: RowSummary = { rowIndex: 0, lineNumber: 1, values: { turns: 1 }, preview: 'Hello' };

const info: DatasetInfo = {
  datasetId: 'd',
  path: '/data/train.jsonl',
  format: 'Alpaca',
  byteLength: 10,
  contents: 'as opened',
  rowCount: 52_002,
  indexing: false,
  problemCount: 0,
  scored: false,
  selection: null,
};

const selection: NonNullable<DatasetInfo['selection']> = {
  parameters: { budget: 1000, threshold: 0.9, scorer: { kind: 'built-in' }, embedder: { kind: 'built-in' } },
  counts: { rows: 52_002, selected: 1000, nearDuplicate: 41, notReached: 50_954, unscored: 7 },
  walked: 1041,
  computed: { turnsScored: 0, rowsEmbedded: 0 },
  models: {
    scorer: { name: 's', version: '1', hash: 'a', heuristic: true },
    embedder: { name: 'e', version: '1', hash: 'b', heuristic: false },
  },
  finishedAt: '2024-01-01T00:00:00.000Z',
  elapsedMs: 10,
  version: '0.1.0',
};

const job: JobProgress = {
  stage: 'score',
  done: 433,
  total: 1000,
  ratePerSecond: 100,
  remainingMs: 5670,
};

describe('decorationText', () => {
  it('names rank and score of a selected row', () => {
    assert.equal(
      decorationText({ ...row, status: 'selected', rank: 1003, values: { evolScore: 31.204 } }),
      '✓ 1,003 · 31.2',
    );
  });

  it('names line and similarity of what a near-duplicate duplicates', () => {
    const nearDuplicateOf = { rowIndex: 1204, lineNumber: 1205, cosineSimilarity: 0.93 };
    assert.equal(decorationText({ ...row, status: 'nearDuplicate', nearDuplicateOf }), '≈ 1,205 · 0.9300');
  });

  it('shows the score alone of rows that were not reached, and nothing before scoring', () => {
    assert.equal(decorationText({ ...row, status: 'notReached', values: { evolScore: 12 } }), '· 12.0');
    assert.equal(decorationText(row), null);
  });
});

describe('statusText', () => {
  const status = { name: 'train.jsonl', info, job: null, failed: false };

  it('shows progress in percent and cancels on a click', () => {
    const { text, command, label } = statusText({ ...status, job });
    assert.match(text, /scoring 43%$/);
    assert.equal(command, 'deita.cancel');
    assert.match(label, /train\.jsonl: .*about 6s left/);
  });

  it('shows counts after a selection, rows before, and the log after a failure; each names its file', () => {
    assert.match(statusText({ ...status, info: { ...info, selection } }).text, /1,000 selected, 41 near-duplicates$/);
    const counts = { ...selection.counts, nearDuplicate: 1 };
    const { label } = statusText({ ...status, info: { ...info, selection: { ...selection, counts } } });
    assert.match(label, /train\.jsonl, 1,000 selected, 1 near-duplicate\./);
    assert.match(statusText(status).text, /52,002 rows$/);
    assert.match(statusText(status).tooltip, /train\.jsonl, 52,002 rows/);
    assert.equal(statusText({ ...status, failed: true }).command, 'deita.showLog');
    assert.match(statusText({ ...status, failed: true }).label, /train\.jsonl failed/);
  });

  it('starts nothing by a click on a count: it asks what to do', () => {
    assert.equal(statusText(status).command, 'deita.internal.datasetActions');
    assert.equal(statusText({ ...status, info: { ...info, selection } }).command, 'deita.internal.datasetActions');
  });

  it('never lets progress without a total claim a percentage', () => {
    assert.doesNotMatch(statusText({ ...status, job: { ...job, total: null } }).text, /%/);
    assert.doesNotMatch(statusText({ ...status, job: { ...job, done: 0, total: 0 } }).text, /%/);
  });

  it('keeps icons out of names of files', () => {
    assert.doesNotMatch(statusText({ ...status, name: '$(bug).jsonl' }).tooltip, /\$\(/);
    assert.doesNotMatch(otherJobsText([{ name: '$(bug).jsonl', job }])?.text.slice(2) ?? '', /\$\(/);
  });

  it('tells of every job of the datasets that are not in front', () => {
    assert.equal(otherJobsText([]), null);
    assert.match(otherJobsText([{ name: 'a.jsonl', job }])?.text ?? '', /a\.jsonl scoring 43%$/);
    const two = otherJobsText([
      { name: 'a.jsonl', job },
      { name: 'b.jsonl', job: { ...job, stage: 'embed' } },
    ]);
    assert.match(two?.text ?? '', /2 DEITA jobs$/);
    assert.match(two?.tooltip ?? '', /^a\.jsonl: .*\nb\.jsonl: /);
  });
});

describe('exportChoices', () => {
  it('offers nothing before there are scores', () => assert.deepEqual(exportChoices(info, false), []));

  it('offers scores alone without a selection', () => {
    assert.deepEqual(
      exportChoices({ ...info, scored: true }, false).map(({ what }) => what),
      [{ rows: 'all', order: 'file', withScores: true }],
    );
  });

  it('offers both orders, with and without scores, the report and a recipe', () => {
    const choices = exportChoices({ ...info, selection }, false);
    assert.equal(new Set(choices.map(({ label }) => label)).size, 13);
    const recipe = choices.find(({ what }) => what === 'recipe');
    assert.equal(recipe && proposedPath('/data/train.jsonl', recipe), '/data/train.deita.recipe.yaml');
    const [first] = choices;
    assert.ok(first !== undefined);
    assert.deepEqual(first.what, { rows: 'selected', order: 'score', withScores: false });
    assert.equal(proposedPath('/data/train.jsonl', first), '/data/train.selected.jsonl');
    for (const [source, output] of [
      ['train.json', 'train.selected.json'],
      ['train.v1.json.gz', 'train.v1.selected.json.gz'],
      ['train.jsonl.zst', canCompress('zstd') ? 'train.selected.jsonl.zst' : 'train.selected.jsonl'],
      ['train.parquet', 'train.selected.parquet'],
      ['train.csv', 'train.selected.csv'],
      ['train.CSV.gz', 'train.selected.csv.gz'],
      ['train.arrow', 'train.selected.jsonl'],
      ['train.parquet.gz', 'train.parquet.selected.jsonl'],
      ['mix.deita-pool.json', 'mix.selected.jsonl'],
      ['train', 'train.selected.jsonl'],
    ] as const) {
      assert.equal(proposedPath(`/data/${source}`, first), `/data/${output}`);
    }
    const scored = choices.find(({ what }) => typeof what === 'object' && what.withScores);
    assert.ok(scored !== undefined);
    for (const source of ['train.parquet', 'train.csv', 'train.tsv.gz']) {
      assert.equal(
        proposedPath(`/data/${source}`, scored),
        '/data/train.selected.scored.jsonl',
        'scores have no column',
      );
    }
    assert.equal(proposedPath('/data/train.jsonl.gz', scored), '/data/train.selected.scored.jsonl.gz');
  });

  it('offers what a table shows, and what was selected in parts and other forms, each under a name of its own', () => {
    const shown = exportChoices(info, true).map(({ what }) => what);
    assert.deepEqual(shown, [{ rows: 'shown', order: 'file', withScores: false }]);
    const choices = exportChoices({ ...info, selection }, true);
    const nameOf = (suffix: string): string => {
      const choice = choices.find((each) => each.suffix === suffix);
      assert.ok(choice !== undefined, suffix);
      assert.equal(isExportArguments({ outputPath: '/out', what: choice.what, overwrite: false }), true);
      return proposedPath('/data/train.parquet', choice);
    };
    assert.equal(nameOf('.shown'), '/data/train.shown.parquet');
    assert.equal(nameOf('.left-out'), '/data/train.left-out.jsonl', 'scores have no column');
    for (const form of ['messages', 'sharegpt', 'alpaca'])
      assert.equal(nameOf(`.${form}`), `/data/train.${form}.jsonl`);
    assert.equal(nameOf('.train'), '/data/train.train.parquet');
    assert.equal(validationPath('/data/a.train.jsonl.gz'), '/data/a.validation.jsonl.gz');
    assert.equal(validationPath('/data/a.jsonl'), '/data/a.validation.jsonl');
  });

  it('offers one file per source for a pool alone', () => {
    const perSource = (pool: Partial<DatasetInfo>): unknown[] =>
      exportChoices({ ...info, selection, ...pool }, false)
        .map(({ what }) => what)
        .filter((what) => typeof what === 'object' && what.perSource === true);
    assert.deepEqual(perSource({}), []);
    const [what] = perSource({ poolFiles: 3 });
    assert.deepEqual(what, { rows: 'selected', order: 'file', withScores: false, perSource: true });
    assert.ok(isExportArguments({ outputPath: '/out', what, overwrite: false }));
    assert.ok(
      !isExportArguments({ outputPath: '/out', what: { ...(what as object), perSource: false }, overwrite: false }),
    );
  });
});

describe('files that are no dataset', () => {
  it('are told from failures', () => {
    const isShown = (code: ErrorCode): boolean => isUnreadable(new DeitaError(code, 'message'));
    assert.deepEqual(
      ['formatUnknown', 'containerUnsupported', 'notDataset'].map((code) => isShown(code as ErrorCode)),
      [true, true, true],
    );
    assert.deepEqual(
      [isShown('fileNotFound'), isShown('internal'), isUnreadable(new Error('message'))],
      [false, false, false],
    );
  });

  it('are described by a page on which their names are text', () => {
    const html = unreadableHtml(new DeitaError('notDataset', '/a/<b>&.json is XML.', "Run: jq '.a' x > y"));
    assert.match(html, /\/a\/&#60;b&#62;&#38;\.json is XML\./);
    assert.match(html, /Run: jq &#39;\.a&#39; x &#62; y/);
    assert.match(html, /default-src 'none'/);
    assert.doesNotMatch(html, /<script/);
  });
});

describe('errors', () => {
  it('lead to the setting that they name, else to the one of the code', () => {
    const ofServer = fault('serverSettingEmpty', { setting: 'deita.server.baseUrl' });
    assert.equal(settingToChange(ofServer), 'deita.server.baseUrl');
    assert.equal(settingToChange(fromWireError(toWireError(ofServer))), 'deita.server.baseUrl');
    const ofRows = fault('otherRowCount', { file: 'x', embeddings: '3', rows: '4' });
    assert.equal(settingToChange(ofRows), 'deita.embeddingsFile');
    const ofField = fault('noFieldPath', { option: 'deita.precomputed.qualitySignal', text: 'quality' });
    assert.equal(settingToChange(ofField), 'deita.precomputed.qualitySignal');
    assert.equal(settingToChange(new DeitaError('internal', 'deita.threshold is in this text by chance.')), undefined);
    assert.equal(settingToChange(fault('serverSettingEmpty', { setting: '--base-url' })), undefined);
  });

  it('lead to no setting where none can help, whatever files are called', () => {
    assert.equal(settingToChange(fault('noDecisionFile', { file: 'deita.jsonl' })), undefined);
    assert.equal(settingToChange(fault('noHubDatasetName', { dataset: 'deita.scorer' })), undefined);
  });

  it('stay text in notifications', () => {
    assert.doesNotMatch(plainMessage('[x](command:deita.select)'), /\]\(/);
  });
});

describe('texts of datasets, servers and files', () => {
  const hostile = '\u001b[2J$(error) [a](command:b)\u202e\nnext';

  it('are shown in lists as they are, on one line, without icons', () => {
    assert.equal(plainLabel(hostile), '\\u001b[2J$ (error) [a](command:b)\\u202e\\u000anext');
  });

  it('are shown in notifications as they are, without links', () => {
    assert.equal(plainMessage(hostile), '\\u001b[2J$(error) [a] (command:b)\\u202e\nnext');
  });

  it('are shown in the status bar as they are', () => {
    assert.match(
      statusText({ name: 'a.jsonl', info, job: { ...job, stage: 'connect', about: hostile }, failed: false }).label,
      /DEITA, a\.jsonl: \\u001b\[2J\$ \(error\)/,
    );
  });

  it('are written to the log as they are, at every level', () => {
    const unused = { show: () => undefined, dispose: () => undefined };
    const written: unknown[] = [];
    const note = (text: unknown): unknown => written.push(text);
    const log = new PlainLog({ debug: note, info: note, warn: note, error: note, ...unused });
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      log.write({ level, message: hostile, fields: { path: hostile }, stack: `    at ${hostile}` });
    }
    log.error(hostile);
    log.error(new Error(hostile));
    assert.equal(written.length, 6);
    for (const text of written) assert.ok(String(text).includes('\\u001b[2J$(error) [a](command:b)\\u202e'));
    for (const control of ['\u001b', '\u202e']) assert.ok(!written.join('').includes(control));
    assert.match(String(written[5]), /texts\.test/); // The stack.
  });
});

describe('the address of a server', () => {
  it('is refused by the rules that runs have for it, and the reason is said', () => {
    for (const [address, fault] of [
      ['localhost', 'is no URL'],
      ['ftp://gpu/v1', 'does not begin with http:// or https://'],
      ['http://user:secret@gpu:8000/v1', 'holds a user name or password'],
      ['http://gpu:8000/v1?key=secret', 'has a query or a fragment'],
    ] as const) {
      const problem = baseUrlProblem(address) ?? '';
      assert.ok(problem.startsWith(`The address ${fault}. `), problem);
      assert.doesNotMatch(problem, /secret/);
    }
    assert.equal(baseUrlProblem('http://gpu:8000/v1'), undefined);
  });
});

describe('what a connection comes to', () => {
  const draft: ConnectionDraft = {
    purpose: 'scorer',
    preset: 'vllm',
    baseUrl: 'http://gpu:8000/v1',
    model: 'foo-model',
    qualityModel: 'q',
    qualityBaseUrl: '',
  };

  it('is told as it is: also of a server that has not passed', () => {
    assert.equal(savedMessage(draft, true), 'foo-model scores turns from the next run.');
    assert.equal(savedMessage({ ...draft, purpose: 'embedder' }, true), 'foo-model embeds rows from the next run.');
    assert.match(savedMessage(draft, false), /saved, but foo-model on http:\/\/gpu:8000\/v1 cannot be used yet/);
  });
});
