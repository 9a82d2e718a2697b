import * as l10n from '@vscode/l10n';
import type { MessageArgument } from '../common/message';
import {
  LEAST_AGREEMENT,
  type ChainDetail,
  type ChainFilter,
  type ChainSummary,
  type RunOverview,
} from '../protocol/annotation';
import { spokenWords } from './errorText';
import { formatCount, formatEffect, formatPercent, formatScore, plural } from './numbers';

type RunStatus = RunOverview['status'];
type Dimension = ChainDetail['dimension'];
type Method = NonNullable<ChainDetail['variants'][number]['method']>;

/** From here on it is worth a second look whether the annotator works. */
const LEAST_STEP_KENDALL = 0.5;
const MOST_POSITION_BIAS = 0.3;
const LEAST_MONOTONE_SHARE = 1 / 3;

/** One of the four numbers that tell whether an annotator works. */
export interface AnnotatorFigure {
  readonly name: 'kendall' | 'selfAgreement' | 'positionBias' | 'monotone';
  readonly title: string;
  /** An en dash where there is nothing to measure yet. */
  readonly value: string;
  /** What the number says here. */
  readonly sentence: string;
  /** It is worth a second look. */
  readonly isPoor: boolean;
}

/** Whether the annotator works, in four numbers with a sentence each. */
export function annotatorFigures(status: RunStatus): AnnotatorFigure[] {
  return [stepFigure(status), agreementFigure(status), biasFigure(status), monotoneFigure(status)];
}

function stepFigure({ kendall }: RunStatus): AnnotatorFigure {
  const isPoor = kendall !== null && kendall < LEAST_STEP_KENDALL;
  return {
    name: 'kendall',
    title: l10n.t('Score follows step'),
    value: formatScore(kendall ?? undefined),
    isPoor,
    sentence:
      kendall === null
        ? l10n.t('No chain has scores yet.')
        : isPoor
          ? l10n.t('Scores hardly rise with the steps: the evolutions add little, or the judge does not see it.')
          : l10n.t('Scores rise with the steps: the judge sees what the evolutions add.'),
  };
}

function agreementFigure({ selfAgreement }: RunStatus): AnnotatorFigure {
  const isPoor = selfAgreement !== null && selfAgreement < LEAST_AGREEMENT;
  return {
    name: 'selfAgreement',
    title: l10n.t('Self-agreement'),
    value: formatScore(selfAgreement ?? undefined),
    isPoor,
    sentence:
      selfAgreement === null
        ? l10n.t('No chain has been judged in two orders yet.')
        : isPoor
          ? l10n.t('Shown in another order, the judge ranks the same texts otherwise: try another judge.')
          : l10n.t('Shown in another order, the judge ranks the same texts much alike.'),
  };
}

function biasFigure({ positionBias }: RunStatus): AnnotatorFigure {
  const isPoor = positionBias !== null && Math.abs(positionBias) > MOST_POSITION_BIAS;
  return {
    name: 'positionBias',
    title: l10n.t('Position bias'),
    value: positionBias === null ? formatScore(undefined) : formatEffect(positionBias),
    isPoor,
    sentence:
      positionBias === null
        ? l10n.t('No chain has been judged in two orders yet.')
        : isPoor
          ? l10n.t('Points that a text gains by standing first: much, so judge in more orders.')
          : l10n.t('Points that a text gains by standing first: hardly any.'),
  };
}

function monotoneFigure({ monotone, scored }: RunStatus): AnnotatorFigure {
  const share = scored === 0 ? null : monotone / scored;
  const isPoor = share !== null && share < LEAST_MONOTONE_SHARE;
  return {
    name: 'monotone',
    title: l10n.t('Monotone chains'),
    value: share === null ? formatScore(undefined) : formatPercent(share),
    isPoor,
    sentence:
      share === null
        ? l10n.t('No chain has scores yet.')
        : l10n.t(
            'In {0} of {1} chains no step scores lower than the one before.',
            formatCount(monotone),
            formatCount(scored),
          ),
  };
}

/** Such as "1 chain" or "600 chains". */
export function chains(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} chain', number), other: l10n.t('{0} chains', number) });
}

export function dimensionTitle(dimension: Dimension): string {
  return dimension === 'complexity' ? l10n.t('Complexity') : l10n.t('Quality');
}

/** What a step did, as people call it; the text as it is in the dataset was evolved by none. */
export function methodTitle(method: Method | null): string {
  if (method === null) return l10n.t('as in the dataset');
  const titles: Readonly<Record<Method, string>> = {
    constraints: l10n.t('a constraint'),
    deepen: l10n.t('deeper'),
    concretise: l10n.t('more concrete'),
    reasoning: l10n.t('more reasoning'),
    helpfulness: l10n.t('more helpful'),
    relevance: l10n.t('more relevant'),
    depth: l10n.t('more depth'),
    creativity: l10n.t('more creative'),
    detail: l10n.t('more detail'),
  };
  return titles[method];
}

/** What a filter of chains lists. */
export function filterTitle(filter: ChainFilter): string {
  const titles: Readonly<Record<ChainFilter, string>> = {
    all: l10n.t('All chains'),
    failed: l10n.t('Failed'),
    notMonotone: l10n.t('Not monotone'),
    ordersDisagree: l10n.t('Judges disagree'),
    corrected: l10n.t('Corrected by hand'),
    notDone: l10n.t('Not done'),
  };
  return titles[filter];
}

/** How far a run is, such as "12 of 400 chains done, running". */
export function chainsDone({ status: { done, chains: total }, working }: RunOverview): string {
  const numbers = [formatCount(done), formatCount(total)] as const;
  if (working) return l10n.t('{0} of {1} chains done, running', ...numbers);
  return done === total ? l10n.t('{0} done', chains(total)) : l10n.t('{0} of {1} chains done', ...numbers);
}

/** What a run was made from, by whom and at what expense. */
export function runFacts({ fileName, parameters, status }: RunOverview): string {
  const { model, rankModel } = parameters;
  const requests = formatCount(status.requests);
  return [
    fileName,
    model === rankModel ? model : l10n.t('{0}, judged by {1}', model, rankModel),
    plural(status.requests, { one: l10n.t('{0} request', requests), other: l10n.t('{0} requests', requests) }),
    ...(status.tokens === 0 ? [] : [l10n.t('about {0} tokens', formatCount(Math.round(status.tokens)))]),
  ].join(' · ');
}

/** Where in the dataset a chain starts, such as "row 12" or "row 12, turn 2"; both count from 1. */
export function chainPlace({ rowIndex, turn }: Pick<ChainSummary, 'rowIndex' | 'turn'>): string {
  const row = formatCount(rowIndex + 1);
  return turn === 0 ? l10n.t('row {0}', row) : l10n.t('row {0}, turn {1}', row, formatCount(turn + 1));
}

/** A word or two about a chain in a list. */
export interface ChainMark {
  readonly text: string;
  /** It is worth a look. */
  readonly isWarning: boolean;
}

/** What to know of a chain besides its scores. */
export function chainMarks(chain: ChainSummary): ChainMark[] {
  const { dropped, done, problem, droppedSteps, scores, monotone, selfAgreement, corrected } = chain;
  const isScored = scores.filter(({ score }) => score !== null).length > 1;
  const count = formatCount(droppedSteps);
  const marks: (ChainMark | false)[] = [
    dropped !== undefined && { text: l10n.t('dropped'), isWarning: true },
    !done && { text: l10n.t('not done'), isWarning: false },
    problem !== undefined && { text: l10n.t('failed'), isWarning: true },
    droppedSteps > 0 && {
      text: plural(droppedSteps, { one: l10n.t('{0} step dropped', count), other: l10n.t('{0} steps dropped', count) }),
      isWarning: true,
    },
    isScored && !monotone && { text: l10n.t('not monotone'), isWarning: true },
    selfAgreement !== null && {
      text: l10n.t('agreement {0}', formatScore(selfAgreement)),
      isWarning: selfAgreement < LEAST_AGREEMENT,
    },
    corrected && { text: l10n.t('corrected'), isWarning: false },
  ];
  return marks.filter((mark) => mark !== false);
}

/** A chain's scores, for those who do not see the line. */
export function scoresByStep({ scores }: Pick<ChainSummary, 'scores'>): string {
  return l10n.t('Scores by step: {0}', scores.map(({ score }) => formatScore(score ?? undefined)).join(', '));
}

export function stepTitle(step: number): string {
  return l10n.t('Step {0}', formatCount(step));
}

/** The judge's scores of one variant, one per order; empty without any. */
export function ordersText(scores: readonly (number | null)[]): string {
  if (scores.length === 0) return '';
  return l10n.t('by order {0}', scores.map((score) => formatScore(score ?? undefined)).join(', '));
}

/** @param reason why it is left out */
export function dropReason(reason: MessageArgument): string {
  return l10n.t('Dropped: {0}', spokenWords(reason));
}

/** What a chain's numbers are as a whole; empty without any. */
export function chainFigures({ kendall, selfAgreement }: ChainSummary): string {
  return [
    ...(kendall === null ? [] : [l10n.t('score follows step {0}', formatScore(kendall))]),
    ...(selfAgreement === null ? [] : [l10n.t('agreement {0}', formatScore(selfAgreement))]),
  ].join(' · ');
}
