import * as l10n from '@vscode/l10n';
import type { RowDetail } from '../protocol/dataset';
import type { RowGroup } from '../protocol/nearDuplicates';
import { rows } from './counts';
import { formatCount, formatScore, formatThreshold } from './numbers';
import { describeSimilarity, type Likeness } from './rowCard';

type Texts = Pick<RowDetail, 'turns'>;
type Ranked = Pick<RowDetail, 'lineNumber' | 'status' | 'values'>;

/** A group in a word or two, as table and tree name it. */
export function groupText({ number, rows: count }: RowGroup): string {
  return l10n.t('{0} · {1}', formatCount(number), rows(count));
}

/** Why one of two rows is called a near-duplicate of the other, one line each. */
export function whyNearDuplicate(
  row: RowDetail,
  other: RowDetail,
  neighbour: Likeness,
  threshold: number | undefined,
): string[] {
  return [similarityLine(neighbour, threshold), samenessLine(row, other), ...takenLine(row, other)];
}

function similarityLine(neighbour: Likeness, threshold: number | undefined): string {
  const similarity = describeSimilarity(neighbour);
  return threshold === undefined
    ? l10n.t('Similarity {0}', similarity)
    : l10n.t('Similarity {0}, above the threshold τ = {1}', similarity, formatThreshold(threshold));
}

/** White space aside, in all turns. */
function samenessLine(row: Texts, other: Texts): string {
  const instruction = isSame(row, other, 'instruction');
  const response = isSame(row, other, 'response');
  if (instruction && response) return l10n.t('Same instruction, same answer');
  if (instruction) return l10n.t('Same instruction, other answer');
  return response ? l10n.t('Other instruction, same answer') : l10n.t('Other instruction, other answer');
}

function isSame(row: Texts, other: Texts, part: 'instruction' | 'response'): boolean {
  if (row.turns.length !== other.turns.length) return false;
  return row.turns.every((turn, index) => plain(turn[part]) === plain(other.turns[index]?.[part] ?? ''));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Which of the two was taken, and which left out; none where neither or both were. */
function takenLine(row: Ranked, other: Ranked): string[] {
  const [taken] = [row, other].filter(({ status }) => status === 'selected');
  const [leftOut] = [row, other].filter(({ status }) => status === 'nearDuplicate');
  if (taken === undefined || leftOut === undefined) return [];
  return [l10n.t('Taken: {0}; left out: {1}', lineWithScore(taken), lineWithScore(leftOut))];
}

function lineWithScore({ lineNumber, values }: Ranked): string {
  const line = formatCount(lineNumber);
  return values.evolScore === undefined
    ? l10n.t('line {0}', line)
    : l10n.t('line {0} (evol score {1})', line, formatScore(values.evolScore));
}
