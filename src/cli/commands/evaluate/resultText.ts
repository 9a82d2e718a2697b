import type { ByRole, EvaluationResult, MtBenchResult, PairwiseResult, Ratings } from '../../../evaluation/types';
import { weighed } from '../../../evaluation/run/weighed';
import type { EvaluationSpent } from '../../../protocol/evaluation';
import { requests as countedRequests } from '../../../wording/counts';
import { formatCost, formatCount, formatPercent, formatScore } from '../../../wording/numbers';

/** What an evaluation came to, for people. */
export function describeResult(result: EvaluationResult): string[] {
  return result.kind === 'pairwise' ? describePairwise(result) : describeMtBench(result);
}

/** The same as JSON, with the sentence about what it may be compared with. */
export function resultDocument(result: EvaluationResult): object {
  return { ...result, comparable: comparableSentence(result) };
}

/** @param prices of a million tokens of each model; null = not known */
export function describeSpent({ requests, tokens }: EvaluationSpent, prices: ByRole | null): string {
  const cost = prices === null ? '' : `, cost ${formatCost(weighed(tokens, prices) / 1e6)}`;
  return `${countedRequests(requests)}, about ${formatCount(Math.round(weighed(tokens, undefined)))} tokens${cost}`;
}

function comparableSentence({ judge }: EvaluationResult): string {
  return `Judged by ${judge}; comparable only with what the same judge said of the same instructions.`;
}

function describePairwise(result: PairwiseResult): string[] {
  const { a, b, pairs, judged, wins, ties, losses, flips, identical, interval, winRate } = result;
  const rate = winRate === null || interval === null ? '–' : `${formatPercent(winRate, 1)}${intervalText(interval)}`;
  return [
    `Pairs: ${formatCount(judged)} of ${formatCount(pairs)} judged in both orders${unjudgedText(result)}.`,
    `${a.name} against ${b.name}: ${formatCount(wins)} wins, ${formatCount(ties)} ties, ${formatCount(losses)} losses; win rate ${rate}.`,
    `Of the ties, ${formatCount(flips)} were won by another side in each order, and ${formatCount(identical)} are equal outputs.`,
    `Mean length: ${length(a.meanLength)} characters, ${length(b.meanLength)} of ${b.name}; a difference of ${length(result.lengthDifference)}.`,
    ...onlyInOne(result),
    comparableSentence(result),
  ];
}

function describeMtBench(result: MtBenchResult): string[] {
  const { model, questions, overall, categories, unanswered, unrated, cutOff } = result;
  const rated = ({ score, turns, ratings }: Ratings): string =>
    `${formatScore(score ?? undefined)} (${turns.map((turn, at) => `turn ${at + 1}: ${formatScore(turn ?? undefined)}`).join(', ')}; ${formatCount(ratings)} ratings)`;
  const left = [
    ...(unanswered === 0 ? [] : [`${formatCount(unanswered)} turns that the model refused`]),
    ...(unrated === 0 ? [] : [`${formatCount(unrated)} answers without a readable rating`]),
  ];
  return [
    `${model}, ${formatCount(questions)} questions: ${rated(overall)}, of 1 to 10.`,
    ...Object.entries(categories).map(([category, ratings]) => `  ${category}: ${rated(ratings)}`),
    ...(left.length === 0 ? [] : [`Left out: ${left.join(', ')}.`]),
    ...(cutOff === 0 ? [] : [`${formatCount(cutOff)} answers end at the limit on their length.`]),
    comparableSentence(result),
  ];
}

function intervalText({ method, level, low, high }: NonNullable<PairwiseResult['interval']>): string {
  return ` (${formatPercent(level)} ${method} interval ${formatPercent(low, 1)} to ${formatPercent(high, 1)}; a tie counts half)`;
}

function unjudgedText({ unjudged: { refused, unreadable } }: PairwiseResult): string {
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
