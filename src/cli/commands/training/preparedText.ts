import { TRAINER_LABELS } from '../../../choices/training';
import type { PreparedSet, PreparedTraining, PrepareSummary, RefusedRow } from '../../../protocol/fineTuning';
import { rows as countedRows } from '../../../wording/counts';
import { noticeWords } from '../../../wording/errorText';
import { formatCount, plural } from '../../../wording/numbers';

/** What was prepared, for people. */
export function preparedText(prepared: Omit<PrepareSummary, 'refusedRows'>): string {
  const { folder, trainer, recipe, batch, refused, sets, countedBy, leftBehind } = prepared;
  return [
    `Wrote ${folder} for ${TRAINER_LABELS[trainer]}, recipe ${recipe}: README.md has the commands.`,
    `  batch: ${batch.total} = ${batch.perDevice} per GPU × ${batch.accumulation} accumulated × ${formatCount(batch.gpus)} ${plural(batch.gpus, { one: 'GPU', other: 'GPUs' })}`,
    ...sets.map((set) => `  ${setText(set, countedBy)}`),
    ...(refused.rows === 0 ? [] : [`  left out, as the trainer would refuse them: ${countedRows(refused.rows)}`]),
    ...(leftBehind === undefined ? [] : [`  still there, and not of this preparation: ${leftBehind.join(', ')}`]),
  ].join('\n');
}

function setText({ name, seed, rows, tokens, steps }: PreparedSet, countedBy: PreparedTraining['countedBy']): string {
  const about = countedBy === 'estimate' ? 'about ' : '';
  const title = seed === undefined ? name : `${name} (seed ${seed})`;
  const cut = `${(tokens.cutShare * 100).toFixed(1)} % of the rows are cut`;
  return `${title}: ${countedRows(rows)}, ${about}${formatCount(tokens.total)} tokens, ${cut}, ${formatCount(steps)} steps, ${about}${formatCount(tokens.seen)} tokens seen`;
}

/** Rows that were refused, as reports of rows say it. */
export function refusedRemarks(refused: readonly RefusedRow[]) {
  return refused.map((row) => ({ lineNumber: row.lineNumber, message: `left out: ${noticeWords(row)}` }));
}
