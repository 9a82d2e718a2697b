import type { TestCounts } from '../../test/support/countingReporter';
import { extension } from './stages/extension';
import { addCounts, ONE_FAILED, type Stage } from './stages/stage';
import { commandLine, ui, unit } from './stages/suites';
import { lint, types } from './stages/tools';

const STAGES = [lint, types, unit, commandLine, extension, ui];

/** Runs the stages named on the command line, or all; the last line sums them up. */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`No stage ${unknown.join(', ')}. Stages: ${STAGES.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const summary: string[] = [];
  let total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of STAGES) {
    if (names.length > 0 && !names.includes(stage.name)) continue;
    const started = Date.now();
    const counts = await runStage(stage);
    total = addCounts(total, counts);
    summary.push(summaryLine(stage, counts, Date.now() - started));
  }
  console.log(`\n${summary.join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function runStage(stage: Stage): Promise<TestCounts> {
  console.log(`\n── ${stage.title}`);
  try {
    return await stage.run();
  } catch (error) {
    console.error(error);
    return ONE_FAILED;
  }
}

function summaryLine(stage: Stage, { passed, failed, skipped }: TestCounts, ms: number): string {
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return `${stage.name.padEnd(10)} ${counts.padEnd(36)} ${(ms / 1000).toFixed(1)} s`;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
