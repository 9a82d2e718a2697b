import { extension } from './stages/extension';
import { addCounts, failureLines, NONE, oneFailed, type Stage, type TestCounts } from './stages/stage';
import { commandLine, ui, unit } from './stages/suites';
import { lint, types } from './stages/tools';

/**
 * One phase after the other; the lanes of a phase side by side, the stages of a lane in turn. What uses one core shares
 * the machine, what starts processes or shows windows has it to itself.
 */
const PHASES: readonly (readonly (readonly Stage[])[])[] = [
  [[lint], [types, unit]],
  [[commandLine]],
  [[extension]],
  [[ui]],
];
const STAGES = PHASES.flat(2);

interface StageResult {
  readonly stage: Stage;
  readonly counts: TestCounts;
  readonly ms: number;
}

/**
 * Runs the stages named on the command line, or all; the last lines name what failed, the very last sums up. On a
 * machine that is much slower than most, `DEITA_TEST_SLOWNESS=3` stretches every time limit.
 */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`No stage ${unknown.join(', ')}. Stages: ${STAGES.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const wanted = (stage: Stage): boolean => names.length === 0 || names.includes(stage.name);
  const results: StageResult[] = [];
  for (const lanes of PHASES) {
    const finished = await Promise.all(lanes.map((lane) => runLane(lane.filter(wanted))));
    results.push(...finished.flat());
  }
  const total = results.map(({ counts }) => counts).reduce(addCounts, NONE);
  console.log(`\n${results.map(summaryLine).join('\n')}\n`);
  for (const line of failureLines(total)) console.log(line);
  console.log(`${total.passed} passed, ${total.failures.length} failed`);
  return total.failures.length === 0 ? 0 : 1;
}

async function runLane(stages: readonly Stage[]): Promise<StageResult[]> {
  const results: StageResult[] = [];
  for (const stage of stages) {
    const started = Date.now();
    const counts = await runStage(stage);
    results.push({ stage, counts, ms: Date.now() - started });
  }
  return results;
}

async function runStage(stage: Stage): Promise<TestCounts> {
  console.log(`\n── ${stage.title}`);
  try {
    return await stage.run();
  } catch (error) {
    console.error(error);
    return oneFailed(stage.title, String(error));
  }
}

function summaryLine({ stage, counts: { passed, failures, skipped }, ms }: StageResult): string {
  const counts = `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return `${stage.name.padEnd(10)} ${counts.padEnd(36)} ${(ms / 1000).toFixed(1)} s`;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
