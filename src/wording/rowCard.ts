import * as l10n from '@vscode/l10n';
import type { AttachmentKind } from '../dataset/conversation';
import { HEADLINE_SIGNALS, TURN_SIGNALS, type TurnSignalId } from '../protocol/signals';
import { spokenWords } from './errorText';
import { formatCount, formatList, formatSimilarity, plural } from './numbers';
import { formatSignal, SIGNAL_TEXTS } from './signalTexts';
import type { RowDetail, RowSummary } from '../protocol/dataset';
import type { Neighbour, NeighbourPreview } from '../protocol/nearDuplicates';

/**
 * What a hover says about a row, as data: the text editor renders it as Markdown, the table as DOM, so both show the
 * same. Every string is text, never markup.
 */
export interface RowCard {
  readonly title: string;
  /** The signals whose values `turns` gives. */
  readonly turnSignals: readonly TurnSignalId[];
  readonly turns: readonly { readonly turn: string; readonly values: readonly string[] }[];
  /** Turns beyond those listed. */
  readonly moreTurns: number;
  /** Such as "evol score 31.20 · selected, rank 3 of 1,000". */
  readonly summary: string;
  readonly nearDuplicates: readonly NeighbourPreview[];
  readonly moreNearDuplicates: number;
  readonly notes: readonly string[];
}

const MAX_TURNS = 8;
const MAX_NEAR_DUPLICATES = 5;

/** Whether a card would say more of a row than that nothing is known of it yet. */
export function hasNews(row: RowDetail): boolean {
  const isScored = HEADLINE_SIGNALS.some((signal) => row.values[signal] !== undefined);
  return row.status !== undefined || isScored || row.nearDuplicates.length > 0 || notesOf(row).length > 0;
}

export function rowCard(row: RowDetail): RowCard {
  return {
    title: l10n.t('Line {0}', formatCount(row.lineNumber)),
    turnSignals: TURN_SIGNALS,
    turns: row.turns.slice(0, MAX_TURNS).map((turn, index) => ({
      turn: String(index + 1),
      values: TURN_SIGNALS.map((signal) => formatSignal(signal, turn[signal])),
    })),
    moreTurns: Math.max(0, row.turns.length - MAX_TURNS),
    summary: [...headlines(row).map(lowerCaseFirst), describeStatus(row)].join(' · '),
    nearDuplicates: row.nearDuplicates.slice(0, MAX_NEAR_DUPLICATES),
    moreNearDuplicates: Math.max(0, row.nearDuplicates.length - MAX_NEAR_DUPLICATES),
    notes: notesOf(row),
  };
}

/** The signals that are told of a row in one line, such as "Evol score 31.20". */
export function headlines({ values }: Pick<RowDetail, 'values'>): string[] {
  return HEADLINE_SIGNALS.map((signal) => `${SIGNAL_TEXTS[signal].title} ${formatSignal(signal, values[signal])}`);
}

/** A row's status in words, with rank or reason. */
export function describeStatus(row: RowDetail): string {
  switch (row.status) {
    case 'selected':
      return l10n.t('selected, rank {0} of {1}', formatCount(row.rank ?? 0), formatCount(row.selectedCount ?? 0));
    case 'nearDuplicate':
      return row.nearDuplicateOf === undefined
        ? l10n.t('near-duplicate')
        : l10n.t(
            'near-duplicate of line {0} (cosine similarity {1})',
            formatCount(row.nearDuplicateOf.lineNumber),
            describeSimilarity(row.nearDuplicateOf),
          );
    case 'notReached':
      return l10n.t('not reached: {0}', reasonWords(row) ?? l10n.t('the budget was full before this row'));
    case 'excluded':
      return l10n.t('excluded: {0}', reasonWords(row) ?? l10n.t('no reason given'));
    case 'unscored':
      return l10n.t('unscored: {0}', reasonWords(row) ?? l10n.t('no reason given'));
    default:
      return row.values.evolScore === undefined ? l10n.t('not scored yet') : l10n.t('no selection yet');
  }
}

/** Why a row has the status it has; undefined where the status says it all. */
export function reasonWords({ reason }: Pick<RowSummary, 'reason'>): string | undefined {
  return reason === undefined ? undefined : spokenWords(reason);
}

/** What a table shows of a row's text: of a bad row why it is one. */
export function rowPreview(row: RowSummary): string {
  return row.isBad === true ? (reasonWords(row) ?? row.preview) : row.preview;
}

function notesOf(row: RowDetail): string[] {
  const notes: string[] = [];
  if (row.heuristicScores) notes.push(l10n.t('Scores: heuristic default'));
  if (row.turns.some((turn) => turn.outsideLanguage === true))
    notes.push(l10n.t("Outside the default scorer's language"));
  if (row.isRejected === true) notes.push(l10n.t('The label of this row rejects its response'));
  if (row.rejected !== undefined) {
    notes.push(
      plural(row.rejected.length, {
        one: l10n.t('One rejected response'),
        other: l10n.t('{0} rejected responses', formatCount(row.rejected.length)),
      }),
    );
  }
  for (const { truncated } of row.turns) {
    if (truncated !== undefined) notes.push(l10n.t('Truncated: {0}', spokenWords(truncated)));
  }
  if (row.notEmbedded !== undefined) notes.push(l10n.t('Truncated for embedding: {0}', spokenWords(row.notEmbedded)));
  return notes;
}

/** How similar two rows are, or why they count as not similar. */
export type Likeness = Pick<Neighbour, 'cosineSimilarity' | 'incomparableFor' | 'notSame'>;

/** The similarity and, where it is 0 by definition, why: "0.0000, not comparable: other tools and media". */
export function describeSimilarity(neighbour: Likeness): string {
  const reason = incomparableReason(neighbour);
  const similarity = formatSimilarity(neighbour.cosineSimilarity);
  return reason === undefined ? similarity : `${similarity}, ${reason}`;
}

/** Undefined where the rows are comparable. */
export function incomparableReason({
  incomparableFor,
  notSame,
}: Omit<Likeness, 'cosineSimilarity'>): string | undefined {
  if (notSame === true) return l10n.t('not the same, by hand');
  return incomparableFor === undefined ? undefined : incomparableText(incomparableFor);
}

function incomparableText(kinds: readonly AttachmentKind[]): string {
  const names: Readonly<Record<AttachmentKind, string>> = {
    tools: l10n.t('tools'),
    media: l10n.t('media'),
    documents: l10n.t('documents'),
  };
  return l10n.t('not comparable: other {0}', formatList(kinds.map((kind) => names[kind])));
}

function lowerCaseFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
