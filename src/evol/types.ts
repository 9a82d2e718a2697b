import type { MessageArgument } from '../common/message';
import type { FieldMapping } from '../dataset/conversation';
import { say } from '../messages/say';
import { DIMENSIONS, type Dimension, type Method } from './prompts/evolvePrompts';

/** What an annotation run consists of, for all who show it: nothing in here reads a file. */

/** What a run evolves; the first is the default. */
export const DIMENSION_CHOICES = ['both', ...DIMENSIONS] as const;
export type DimensionChoice = (typeof DIMENSION_CHOICES)[number];

/** `view` = random among rows that a person has in sight. */
export const SEED_SAMPLES = ['random', 'stratified', 'view'] as const;
export type SeedSample = (typeof SEED_SAMPLES)[number];

/** What decides a run's chains. Where it is asked, how fast and at what price is no part of it. */
export interface RunParameters {
  /** Hex SHA-256 of the dataset. */
  readonly fileSha256: string;
  readonly fields?: FieldMapping;
  readonly dimension: DimensionChoice;
  /** How many turns to start from. */
  readonly seeds: number;
  readonly sample: SeedSample;
  readonly seed: number;
  readonly evolutions: number;
  readonly orders: number;
  readonly model: string;
  readonly rankModel: string;
  /** Hex SHA-256 of all prompts. */
  readonly promptsHash: string;
}

/** What a variant that a person took out says in place of a failure. */
export const DROPPED_BY_HAND = say('drop.byHand');

/** Whether a person took a variant or a chain out. */
export function isDroppedByHand({ dropped }: Pick<InspectedVariant, 'dropped'>): boolean {
  return typeof dropped === 'object' && dropped.id === DROPPED_BY_HAND.id;
}

/** Whether a variant's evolution failed: it is no part of its chain then, whatever a person says. */
export function hasFailed(variant: Pick<InspectedVariant, 'dropped'>): boolean {
  return variant.dropped !== undefined && !isDroppedByHand(variant);
}

export interface InspectedVariant {
  /** 0 = the turn as it is in the dataset. */
  readonly step: number;
  readonly method: Method | null;
  readonly text: string;
  /** 1 to 6: a person's correction, else the mean over the orders; null without either. */
  readonly score: number | null;
  /** By order, in the order of the chain's `orders`; null where the answer could not be used. */
  readonly scores: readonly (number | null)[];
  /** The judge's mean, where a person set another score. */
  readonly judgedScore?: number | null;
  /** Why it is no part of the chain. */
  readonly dropped?: MessageArgument;
}

export interface InspectedChain {
  readonly id: string;
  readonly rowIndex: number;
  /** Of the row, from 0. */
  readonly turn: number;
  readonly dimension: Dimension;
  readonly variants: readonly InspectedVariant[];
  /** Steps in the order in which the judge saw them, one list per order. */
  readonly orders: readonly (readonly number[])[];
  /** Mean Kendall's τ-b between orders; null with fewer than two. */
  readonly selfAgreement: number | null;
  /** Kendall's τ-b of score and step; null without scores. */
  readonly kendall: number | null;
  /** Whether everything was asked that the chain needs. */
  readonly done: boolean;
  /** Why it lacks the scores of an order, or all, although these were asked for. */
  readonly problem?: MessageArgument;
  readonly dropped?: MessageArgument;
}

export interface InspectedRun {
  readonly chains: readonly InspectedChain[];
  /** How much a variant gains by standing first, in points; null without two orders. */
  readonly positionBias: number | null;
  readonly selfAgreement: number | null;
  readonly kendall: number | null;
  readonly requests: number;
  readonly tokens: number;
}

/** How far a run is, and whether its annotator works. */
export interface RunStatus {
  readonly chains: number;
  /** Chains that need nothing more. */
  readonly done: number;
  /** Chains with scores. */
  readonly scored: number;
  /** Chains that are done and have none. */
  readonly unscored: number;
  /** Of the scored chains, those in which no step scores lower than the one before. */
  readonly monotone: number;
  /** Evolutions that are part of their chain, and those that are not. */
  readonly evolutions: { readonly kept: number; readonly dropped: number };
  /** How often each reason occurs, by its English. */
  readonly dropReasons: Readonly<Record<string, number>>;
  readonly positionBias: number | null;
  readonly selfAgreement: number | null;
  readonly kendall: number | null;
  readonly requests: number;
  readonly tokens: number;
}

/**
 * What a person says about a chain: a line of `corrections.jsonl`. Of several about the same thing the last one counts,
 * so that a correction is taken back by another line and nothing is ever lost.
 */
export interface Correction {
  readonly chain: string;
  /** Absent = the whole chain. */
  readonly step?: number;
  /** A score in place of the judge's, 1 to 6; null takes it back. */
  readonly score?: number | null;
  /** Whether the variant, or the chain, is left out. */
  readonly drop?: boolean;
  /** ISO 8601. */
  readonly at: string;
}

/** How a fine-tuning set is written; the first is the default. */
export const SET_FORMATS = ['sharegpt', 'messages'] as const;
export type SetFormat = (typeof SET_FORMATS)[number];
