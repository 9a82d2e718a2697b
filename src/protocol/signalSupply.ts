import { directScorer, type JudgeChoice, type LanguageModelChoice, type SignalModelUse } from '../choices/signalModels';
import type { ServerScorerChoice } from '../choices/scorers/server';
import { fault } from '../messages/say';
import { modelSignal, type ModelSignalId, type SignalRef } from './signals';

/** A second file whose rows belong to those of the dataset: what they hold is there as `field:PATH`, too. */
export interface JoinChoice {
  /** Absolute. */
  readonly file: string;
  /** The field of both files, dotted, that tells which rows belong together; absent = their order does. */
  readonly on?: string;
}

/** What signals are made from beside the rows of the dataset. */
export interface SignalSupply {
  readonly join?: JoinChoice;
  /** Of perplexity and ifd. */
  readonly languageModel?: LanguageModelChoice;
  /** Of tags, direct scores, rating expectations and instruction nodes. */
  readonly judge?: JudgeChoice;
}

/** That part of a request. */
export function signalSupplyOf({ join, languageModel, judge }: SignalSupply): SignalSupply {
  return {
    ...(join === undefined ? {} : { join }),
    ...(languageModel === undefined ? {} : { languageModel }),
    ...(judge === undefined ? {} : { judge }),
  };
}

/** What each signal asks about every turn; `direct` = a judge's two scores. */
export const SIGNAL_QUESTIONS = {
  perplexity: ['given'],
  ifd: ['given', 'alone'],
  tags: ['tags'],
  ratingExpectation: ['rating'],
  instructionNodes: ['nodes'],
  directComplexity: ['direct'],
  directQuality: ['direct'],
} as const satisfies Readonly<Record<ModelSignalId, readonly (SignalModelUse['question'] | 'direct')[]>>;

export interface SignalModels {
  readonly uses: readonly SignalModelUse[];
  /** Where direct scores are asked for. */
  readonly direct?: ServerScorerChoice;
}

/** The models that signals ask. @throws DeitaError `usage` where one is needed that is not given */
export function signalModels(signals: readonly SignalRef[], { languageModel, judge }: SignalSupply): SignalModels {
  const uses = new Map<string, SignalModelUse>();
  let direct: ServerScorerChoice | undefined;
  for (const { name, id } of signals.map((signal) => ({ name: signal.name, id: modelSignal(signal) }))) {
    for (const question of id === undefined ? [] : SIGNAL_QUESTIONS[id]) {
      if (question === 'given' || question === 'alone') {
        if (languageModel === undefined) throw fault('noLanguageModel', { signal: name });
        uses.set(question, { question, model: languageModel });
        continue;
      }
      if (judge === undefined) throw fault('noJudge', { signal: name });
      if (question === 'direct') direct = directScorer(judge);
      else uses.set(question, { question, model: judge });
    }
  }
  return { uses: [...uses.values()], ...(direct === undefined ? {} : { direct }) };
}
