import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from '../../../../tools/build/stages/mocha';
import { countsOf, runWithSecondRun } from '../../../../tools/build/stages/secondRun';
import { failureLines, type TestCounts } from '../../../../tools/build/stages/stage';
import type { RunEnd, RunLimits } from '../../../../tools/build/stages/watchedRun';
import { LIMITS } from '../../../support/timeLimits';
import { temporaryFolder } from '../../../support/temporaryFolder';

/** The runner of the suite itself, on suites that fail in ways known beforehand; each run is a process of its own. */
describe('a run of tests', () => {
  const folder = temporaryFolder();
  let runs: string[][] = [];
  let said: string[] = [];
  const print = (line: string): unknown => said.push(line);
  beforeEach(() => {
    runs = [];
    said = [];
  });

  function runToys(files: readonly string[], limits: RunLimits = LIMITS): Promise<RunEnd> {
    runs.push(files.map((file) => path.basename(file)));
    const paths = files.map((file) => `${file}.ts`);
    return runMocha(paths, { env: { TOY_FOLDER: folder.path('.') }, limits, print });
  }

  const runTwice = (...names: string[]): Promise<TestCounts> => runWithSecondRun(names.map(toy), runToys, print);

  const toy = (name: string): string => `test/unit/tools/build/toySuites/${name}`;

  const outcome = ({ passed, failures, skipped }: TestCounts): number[] => [passed, failures.length, skipped];

  describe('with a second one', () => {
    it('runs the file of a failed test once more and names the test that then passes', async () => {
      const counts = await runTwice('failsOnce', 'passes');
      assert.deepEqual(outcome(counts), [3, 0, 1]);
      assert.deepEqual(runs, [['failsOnce', 'passes'], ['failsOnce']]);
      assert.equal(readFileSync(folder.path('passes'), 'utf8'), 'once\n');
      assert.deepEqual(said.slice(1), [
        '1 test passed on its second run:',
        `  toy fails once (${toy('failsOnce')})`,
        '    It is the first run.',
      ]);
    });

    it('fails a test that fails twice', async () => {
      const counts = await runTwice('failsAlways', 'passes');
      assert.deepEqual(outcome(counts), [1, 1, 1]);
      assert.deepEqual(runs, [['failsAlways', 'passes'], ['failsAlways']]);
      assert.deepEqual(counts.passedOnSecondRun, []);
      assert.deepEqual(failureLines(counts), [
        '1 test failed:',
        `  toy fails always (${toy('failsAlways')})`,
        '    Line 1',
        '',
        ...[3, 4, 5, 6, 7, 8].map((line) => `    Line ${line}`),
      ]);
    });

    it('tells files of the same name in different folders apart', async () => {
      const counts = await runTwice('failsAlways', 'namesakes/failsAlways');
      assert.deepEqual(outcome(counts), [1, 1, 0]);
      assert.deepEqual(
        counts.failures.map(({ name }) => name),
        [`toy fails always (${toy('failsAlways')})`],
      );
    });

    it('reaches the tests behind a hook that failed, and names the hook', async () => {
      const counts = await runTwice('failsInHookOnce');
      assert.deepEqual(outcome(counts), [1, 0, 0]);
      const [named] = counts.passedOnSecondRun;
      assert.match(named?.name ?? '', /^toy behind a hook "before all" hook .*\/failsInHookOnce\)$/);
    });

    it('runs once where nothing fails', async () => {
      const counts = await runTwice('passes');
      assert.deepEqual(outcome(counts), [1, 0, 1]);
      assert.deepEqual(runs, [['passes']]);
    });

    it('takes no process that ends in the middle for a success', async () => {
      const counts = await runTwice('endsItsProcess', 'passes');
      assert.deepEqual(failureLines(counts), [
        '1 test failed:',
        `  toy ends its process (${toy('endsItsProcess')})`,
        '    It did not end.',
      ]);
      assert.deepEqual(runs[1], ['endsItsProcess', 'passes'], 'what was not reached is run as well');
    });

    it('fails after an error outside its tests in both runs', async () => {
      const ended = (exitCode: number): RunEnd => ({ results: [], running: undefined, isFinished: true, exitCode });
      const counts = await runWithSecondRun(['passes'], () => Promise.resolve(ended(7)), print);
      assert.deepEqual(failureLines(counts), [
        '1 test failed:',
        '  The test run',
        '    It ended with exit code 7, though no test had failed.',
      ]);
    });
  });

  it('is ended when it hangs, even in a loop, and what it was at is known', async () => {
    const run = await runToys([toy('hangs')], { ...LIMITS, silence: 2000 });
    assert.equal(run.running?.title, 'toy never gives the processor back');
    assert.match(
      said.join('\n'),
      /the run is stopped\. Still running: toy never gives the processor back \(.*\/hangs\)/,
    );
    assert.deepEqual(outcome(countsOf(run)), [0, 1, 0]);
  });
});
