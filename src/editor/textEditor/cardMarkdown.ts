import * as l10n from '@vscode/l10n';
import { textHead } from '../../common/textHead';
import type { RowDetail } from '../../protocol/dataset';
import type { NeighbourPreview } from '../../protocol/nearDuplicates';
import { moreTurns } from '../../wording/counts';
import { describeSimilarity, rowCard, type RowCard } from '../../wording/rowCard';
import { formatCount } from '../../wording/numbers';
import { SIGNAL_TEXTS } from '../../wording/signalTexts';
import { escapeMarkdown } from '../../common/escapeMarkdown';

/** Where the card's links lead, as ready-made addresses; dataset text never becomes part of one. */
export interface CardLinks {
  row(neighbour: NeighbourPreview): string;
  readonly details: string;
  readonly modelCard: string;
}

const PREVIEW_LENGTH = 80;

/** A row's card as Markdown; every string of the card is escaped. */
export function cardMarkdown(row: RowDetail, links: CardLinks): string {
  const card = rowCard(row);
  const paragraphs = [
    `**${escapeMarkdown(card.title)}**`,
    turnTable(card),
    escapeMarkdown(card.summary),
    nearDuplicateList(card, links),
    ...card.notes.map((note) => `*${escapeMarkdown(note)}*`),
    [
      `[${l10n.t('Details')}](${links.details})`,
      ...(row.heuristicScores ? [`[${l10n.t('Model card')}](${links.modelCard})`] : []),
    ].join(' · '),
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function turnTable({ turnSignals, turns, moreTurns: more }: RowCard): string {
  if (turns.length === 0) return '';
  const head = [l10n.t('turn'), ...turnSignals.map((signal) => SIGNAL_TEXTS[signal].title.toLowerCase())];
  const rows = turns.map(({ turn, values }) => [turn, ...values]);
  const table = [head, head.map(() => '---:'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return more === 0 ? table : `${table}\n\n${moreTurns(more)}`;
}

function nearDuplicateList({ nearDuplicates, moreNearDuplicates }: RowCard, links: CardLinks): string {
  const lines = nearDuplicates.map((neighbour) => {
    const label = l10n.t('line {0}', formatCount(neighbour.lineNumber));
    const similarity = escapeMarkdown(describeSimilarity(neighbour));
    return `- [${label}](${links.row(neighbour)}) ${similarity} ${escapeMarkdown(shorten(neighbour.preview))}`;
  });
  if (lines.length === 0) return '';
  if (moreNearDuplicates > 0) lines.push(`- ${l10n.t('{0} more', formatCount(moreNearDuplicates))}`);
  return [l10n.t('Near-duplicates:'), '', ...lines].join('\n');
}

function shorten(text: string): string {
  return text.length <= PREVIEW_LENGTH ? text : `${textHead(text, PREVIEW_LENGTH - 1)}…`;
}
