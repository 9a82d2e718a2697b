import type { Preference } from './pairwise/preference';

/** What an evaluation comes to, for all who show it: nothing in here reads a file. */

/** What models are asked for in an evaluation: the one that is judged answers, the other judges. */
export const EVALUATION_ROLES = ['answer', 'judge'] as const;
export type EvaluationRole = (typeof EVALUATION_ROLES)[number];
/** An opponent answers too: what it takes counts with the other's answers. */
export type AskedRole = EvaluationRole | 'opponent';

/** By what is asked for, such as tokens. */
export type ByRole = Readonly<Record<EvaluationRole, number>>;

/** Where a proportion lies. */
export interface Interval {
  readonly method: 'Wilson score';
  /** 0.95 = of a hundred such intervals about 95 hold the true value. */
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

/** What verdicts in both orders come to. */
export interface Tally {
  /** Those with a verdict in both orders, or of equal texts. */
  readonly judged: number;
  /** Of a, in both orders. */
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
  /** Ties whose two orders named different winners. */
  readonly flips: number;
  /** Of a, 0 to 1: a tie counts half; null without any. */
  readonly winRate: number | null;
  readonly interval: Interval | null;
}

/** The outputs of one model, as its file has them. */
export interface JudgedOutputs {
  /** The file's `generator`, else its name. */
  readonly name: string;
  /** Mean length of its outputs, of the pairs that are judged, in characters; null without one. */
  readonly meanLength: number | null;
}

/** How two models' outputs compare. */
export interface PairwiseResult extends Tally {
  readonly kind: 'pairwise';
  readonly a: JudgedOutputs;
  readonly b: JudgedOutputs;
  readonly judge: string;
  /** Hex SHA-256 of the judge's prompt. */
  readonly promptHash: string;
  /** Whether everything was asked. */
  readonly complete: boolean;
  /** Instructions that both files answer. */
  readonly pairs: number;
  /** Ties of equal outputs, about which nobody is asked. */
  readonly identical: number;
  /** Pairs that were asked about and have no verdict in some order. */
  readonly unjudged: { readonly refused: number; readonly unreadable: number };
  /** Instructions that one file alone answers. */
  readonly onlyInA: number;
  readonly onlyInB: number;
  /** Mean length of a less that of b, in characters, over the judged pairs. */
  readonly lengthDifference: number | null;
}

/** A line of `judgements.jsonl`. */
export interface JudgedPair {
  readonly pair: number;
  readonly instruction: string;
  /** The better output in each order, read as a model: `first` = a stood first. */
  readonly verdicts: { readonly aFirst: Preference | null; readonly bFirst: Preference | null };
  /** null = no verdict in some order. */
  readonly preference: Preference | null;
  readonly problem?: string;
}

/** Ratings of some turns. */
export interface Ratings {
  /** Mean, 1 to 10; null without a rating. */
  readonly score: number | null;
  /** By turn. */
  readonly turns: readonly (number | null)[];
  readonly ratings: number;
}

/** How a judge rates a model's answers to questions of several turns. */
export interface MtBenchResult {
  readonly kind: 'mt-bench';
  readonly model: string;
  readonly judge: string;
  readonly complete: boolean;
  readonly questions: number;
  readonly overall: Ratings;
  readonly categories: Readonly<Record<string, Ratings & { readonly questions: number }>>;
  /** Turns that the model refused to answer. */
  readonly unanswered: number;
  /** Answers that end because they were too long. */
  readonly cutOff: number;
  /** Answers whose rating could not be read, or that the judge refused. */
  readonly unrated: number;
}

/** How the answers of two models to questions of several turns compare, turn by turn. */
export interface MtBenchPairwiseResult {
  readonly kind: 'mt-bench-pairwise';
  readonly a: { readonly name: string };
  readonly b: { readonly name: string };
  readonly judge: string;
  readonly complete: boolean;
  readonly questions: number;
  readonly overall: Tally;
  /** By turn. */
  readonly turns: readonly Tally[];
  readonly categories: Readonly<Record<string, Tally & { readonly questions: number }>>;
  /** Turns up to which both said the same, about which nobody is asked: ties. */
  readonly identical: number;
  /** Turns that were asked about and have no verdict in some order. */
  readonly unjudged: { readonly refused: number; readonly unreadable: number };
  /** Turns that have no answer of one, or of both: refused, or not in its file. */
  readonly unanswered: { readonly a: number; readonly b: number };
  /** Answers that end because they were too long, where a model was asked. */
  readonly cutOff: number;
}

/** A task's score, as lm-evaluation-harness found it. */
export interface LmEvalScore {
  readonly metric: string;
  /** 0 to 1. */
  readonly score: number;
  /** null where the file has none. */
  readonly standardError: number | null;
  /** In-context examples; null = not said. */
  readonly shots: number | null;
  /** Whose mean it is, where subjects stand one by one. */
  readonly subjects?: number;
}

/** What keeps scores from being those of the leaderboard. */
export type LmEvalWarning =
  | { readonly code: 'shots'; readonly task: string; readonly found: number | null; readonly wanted: number }
  | { readonly code: 'subjects'; readonly task: string; readonly found: number; readonly wanted: number | null }
  | { readonly code: 'chance'; readonly task: string }
  | { readonly code: 'chat' | 'server'; readonly runner: string }
  | { readonly code: 'limited' };

export interface LmEvalModel {
  /** As the files name it; '' where they do not. */
  readonly model: string;
  /** By the leaderboard's name of the task. */
  readonly tasks: Readonly<Record<string, LmEvalScore>>;
  readonly missing: readonly string[];
  /** Of all four tasks, 0 to 1; null where one is missing. */
  readonly mean: number | null;
  readonly warnings: readonly LmEvalWarning[];
}

/** What a model is judged by, by absolute paths of the user's files. */
export interface PairwisePlan {
  readonly kind: 'pairwise';
  readonly a: string;
  readonly b: string;
}

/** In FastChat's layouts. */
export interface BenchmarkFiles {
  readonly questions: string;
  readonly judgePrompts: string;
  readonly references: string | null;
}

export interface MtBenchPlan extends BenchmarkFiles {
  readonly kind: 'mt-bench';
  /** The longest answer of the model, 1 or more. */
  readonly maxTokens: number;
}

export interface MtBenchPairwisePlan extends BenchmarkFiles {
  readonly kind: 'mt-bench-pairwise';
  /** Files of answers; null = a model is asked: of a the one that is judged, of b its opponent. */
  readonly a: string | null;
  readonly b: string | null;
  /** The longest answer of a model that is asked, 1 or more. */
  readonly maxTokens: number;
}

export type EvaluationPlan = PairwisePlan | MtBenchPlan | MtBenchPairwisePlan;

/** As in FastChat. */
export const DEFAULT_MAX_TOKENS = 1024;

export type EvaluationResult = PairwiseResult | MtBenchResult | MtBenchPairwiseResult;
