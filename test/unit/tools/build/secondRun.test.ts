import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runMocha } from '../../../../tools/build/stages/mocha';
import { countsOf, runWithSecondRun } from '../../../../tools/build/stages/secondRun';
import type { TestCounts } from '../../../../tools/build/stages/stage';
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
    runs.push([...files]);
    const paths = files.map((file) => `test/unit/tools/build/toySuites/${file}.ts`);
    return runMocha(paths, { env: { TOY_FOLDER: folder.path('.') }, limits, print });
  }

  const runTwice = (...files: string[]): Promise<TestCounts> => runWithSecondRun(files, runToys, print);

  const outcome = ({ passed, failed, skipped }: TestCounts): number[] => [passed, failed, skipped];

  describe('with a second one', () => {
    it('runs the file of a failed test once more and names the test that then passes', async () => {
      const counts = await runTwice('failsOnce', 'passes');
      assert.deepEqual(outcome(counts), [3, 0, 1]);
      assert.deepEqual(runs, [['failsOnce', 'passes'], ['failsOnce']]);
      assert.equal(readFileSync(folder.path('passes'), 'utf8'), 'once\n');
      assert.equal(said.at(-1), '1 test passed on its second run: toy fails once (failsOnce)');
    });

    it('fails a test that fails twice', async () => {
      const counts = await runTwice('failsAlways', 'passes');
      assert.deepEqual(outcome(counts), [1, 1, 1]);
      assert.deepEqual(runs, [['failsAlways', 'passes'], ['failsAlways']]);
      assert.deepEqual(counts.passedOnSecondRun, []);
    });

    it('reaches the tests behind a hook that failed, and names the hook', async () => {
      const counts = await runTwice('failsInHookOnce');
      assert.deepEqual(outcome(counts), [1, 0, 0]);
      const [named] = counts.passedOnSecondRun;
      assert.match(named ?? '', /^toy behind a hook "before all" hook .*\(failsInHookOnce\)$/);
    });

    it('runs once where nothing fails', async () => {
      const counts = await runTwice('passes');
      assert.deepEqual(outcome(counts), [1, 0, 1]);
      assert.deepEqual(runs, [['passes']]);
    });

    it('takes no process that ends in the middle for a success', async () => {
      const counts = await runTwice('endsItsProcess', 'passes');
      assert.equal(counts.failed > 0, true);
      assert.deepEqual(runs[1], ['endsItsProcess', 'passes'], 'what was not reached is run as well');
    });

    it('fails after an error outside its tests in both runs', async () => {
      const ended = (exitCode: number): RunEnd => ({ results: [], running: undefined, isFinished: true, exitCode });
      const counts = await runWithSecondRun(['passes'], () => Promise.resolve(ended(7)), print);
      assert.deepEqual(outcome(counts), [0, 1, 0]);
    });
  });

  it('is ended when it hangs, even in a loop, and what it was at is known', async () => {
    const run = await runToys(['hangs'], { ...LIMITS, silence: 2000 });
    assert.equal(run.running?.title, 'toy never gives the processor back');
    assert.match(said.join('\n'), /the run is stopped\. Still running: toy never gives the processor back \(hangs\)/);
    assert.deepEqual(outcome(countsOf(run, print)), [0, 1, 0]);
  });
});
