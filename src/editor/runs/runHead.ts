import { isObject } from '../../dataset/formats/format';
import { keptRunHead } from '../../dataset/keptRunHead';
import type { KeptRun } from '../../dataset/keptRuns';
import type { SelectionSummary } from '../../protocol/dataset';
import { choiceOf } from '../../protocol/strategyChoice';
import { rows } from '../../wording/counts';
import { strategyLabel, strategyLines } from '../../wording/strategyText';

/** A kept run as a list shows it. */
export interface RunHead {
  /** Such as "1,000 rows"; undefined where its file does not say. */
  readonly selected?: string;
  /** In a few words, such as "DEITA". */
  readonly strategy?: string;
  /** In full, a line for each part. */
  readonly lines: readonly string[];
  readonly finishedAt?: string;
}

export async function readRunHead(run: KeptRun): Promise<RunHead> {
  const head = await keptRunHead(run);
  if (!isObject(head?.counts) || !isObject(head.parameters)) return { lines: [] };
  const { selected } = head.counts;
  const finishedAt = isObject(head.run) ? head.run.finishedAt : undefined;
  return {
    ...(typeof selected === 'number' ? { selected: rows(selected) } : {}),
    ...strategyIn(head.parameters as unknown as SelectionSummary['parameters']),
    ...(typeof finishedAt === 'string' ? { finishedAt } : {}),
  };
}

/** A later version may know signals that this one does not. */
function strategyIn(parameters: SelectionSummary['parameters']): Pick<RunHead, 'strategy' | 'lines'> {
  try {
    const choice = choiceOf(parameters);
    return { strategy: strategyLabel(choice), lines: strategyLines(choice) };
  } catch {
    return { lines: [] };
  }
}
