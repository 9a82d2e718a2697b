import type {
  ByRole,
  EvaluationResult,
  MtBenchPairwiseResult,
  MtBenchResult,
  PairwiseResult,
  Ratings,
  Tally,
} from '../../../evaluation/types';
import { weighed } from '../../../evaluation/run/weighed';
import type { EvaluationSpent } from '../../../protocol/evaluation';
import { aboutTokens, requests as countedRequests } from '../../../wording/counts';
import { formatCost, formatCount, formatPercent, formatScore } from '../../../wording/numbers';
import { counted, QUESTIONS } from './counted';

const [WINS, TIES, LOSSES] = [counted('win', 'wins'), counted('tie', 'ties'), counted('loss', 'losses')];
const RATINGS = counted('rating', 'ratings');
const ANSWERS = counted('answer', 'answers');
const TURNS = counted('turn', 'turns');

/** What an evaluation came to, for people. */
export function describeResult(result: EvaluationResult): string[] {
  switch (result.kind) {
    case 'pairwise':
      return describePairwise(result);
    case 'mt-bench':
      return describeMtBench(result);
    case 'mt-bench-pairwise':
      return describeMtBenchPairwise(result);
  }
}

/** The same as JSON, with the sentence about what it may be compared with. */
export function resultDocument(result: EvaluationResult): object {
  return { ...result, comparable: comparableSentence(result) };
}

/** @param prices of a million tokens of each model; null = not known */
export function describeSpent({ requests, tokens }: EvaluationSpent, prices: ByRole | null): string {
  const cost = prices === null ? '' : `, cost ${formatCost(weighed(tokens, prices) / 1e6)}`;
  return `${countedRequests(requests)}, ${aboutTokens(Math.round(weighed(tokens, undefined)))}${cost}`;
}

function comparableSentence({ judge }: EvaluationResult): string {
  return `Judged by ${judge}; comparable only with what the same judge said of the same instructions.`;
}

function describePairwise(result: PairwiseResult): string[] {
  const { a, b, pairs, judged, flips, identical } = result;
  return [
    `Pairs: ${formatCount(judged)} of ${formatCount(pairs)} judged in both orders${unjudgedText(result)}.`,
    `${a.name} against ${b.name}: ${tallyText(result)}.`,
    `Ties won by another side in each order: ${formatCount(flips)}; of equal outputs: ${formatCount(identical)}.`,
    `Mean length in characters: ${length(a.meanLength)}, ${length(b.meanLength)} of ${b.name}; a difference of ${length(result.lengthDifference)}.`,
    ...onlyInOne(result),
    comparableSentence(result),
  ];
}

function describeMtBench(result: MtBenchResult): string[] {
  const { model, questions, overall, categories, unanswered, unrated, cutOff } = result;
  const rated = ({ score, turns, ratings }: Ratings): string =>
    `${formatScore(score ?? undefined)} (${turns.map((turn, at) => `turn ${at + 1}: ${formatScore(turn ?? undefined)}`).join(', ')}; ${RATINGS(ratings)})`;
  const left = [
    ...(unanswered === 0 ? [] : [`${TURNS(unanswered)} that the model refused`]),
    ...(unrated === 0 ? [] : [`${ANSWERS(unrated)} without a readable rating`]),
  ];
  return [
    `${model}, ${QUESTIONS(questions)}: ${rated(overall)}, of 1 to 10.`,
    ...Object.entries(categories).map(([category, ratings]) => `  ${category}: ${rated(ratings)}`),
    ...(left.length === 0 ? [] : [`Left out: ${left.join(', ')}.`]),
    ...cutOffText(cutOff),
    comparableSentence(result),
  ];
}

function describeMtBenchPairwise(result: MtBenchPairwiseResult): string[] {
  const { a, b, questions, overall, turns, categories, identical, unanswered, cutOff } = result;
  const left = [
    ...(unanswered.a === 0 ? [] : [`${TURNS(unanswered.a)} without an answer of ${a.name}`]),
    ...(unanswered.b === 0 ? [] : [`${TURNS(unanswered.b)} without an answer of ${b.name}`]),
  ];
  return [
    `${QUESTIONS(questions)}: ${TURNS(overall.judged)} judged in both orders${unjudgedText(result)}.`,
    `${a.name} against ${b.name}: ${tallyText(overall)}.`,
    ...turns.map((tally, at) => `  turn ${at + 1}: ${tallyText(tally)}`),
    ...Object.entries(categories).map(([category, tally]) => `  ${category}: ${tallyText(tally)}`),
    `Ties won by another side in each order: ${formatCount(overall.flips)}; of equal answers: ${formatCount(identical)}.`,
    ...(left.length === 0 ? [] : [`Left out: ${left.join(', ')}.`]),
    ...cutOffText(cutOff),
    comparableSentence(result),
  ];
}

function tallyText({ wins, ties, losses, winRate, interval }: Tally): string {
  const rate = winRate === null || interval === null ? '–' : `${formatPercent(winRate, 1)}${intervalText(interval)}`;
  return `${WINS(wins)}, ${TIES(ties)}, ${LOSSES(losses)}; win rate ${rate}`;
}

function cutOffText(cutOff: number): string[] {
  return cutOff === 0 ? [] : [`Answers that end at the limit on their length: ${formatCount(cutOff)}.`];
}

function intervalText({ method, level, low, high }: NonNullable<PairwiseResult['interval']>): string {
  return ` (${formatPercent(level)} ${method} interval ${formatPercent(low, 1)} to ${formatPercent(high, 1)}; a tie counts half)`;
}

function unjudgedText({ unjudged: { refused, unreadable } }: Pick<PairwiseResult, 'unjudged'>): string {
  const reasons = [
    ...(unreadable === 0 ? [] : [`${formatCount(unreadable)} without a readable verdict`]),
    ...(refused === 0 ? [] : [`${formatCount(refused)} refused by the judge`]),
  ];
  return reasons.length === 0 ? '' : `; left out: ${reasons.join(', ')}`;
}

function onlyInOne({ a, b, onlyInA, onlyInB }: PairwiseResult): string[] {
  const lines = [
    ...(onlyInA === 0 ? [] : [`${formatCount(onlyInA)} by ${a.name}`]),
    ...(onlyInB === 0 ? [] : [`${formatCount(onlyInB)} by ${b.name}`]),
  ];
  return lines.length === 0 ? [] : [`Instructions that one file alone answers, left out: ${lines.join(', ')}.`];
}

function length(characters: number | null): string {
  return characters === null ? '–' : formatCount(Math.round(characters));
}
