import { fillTemplate, PROMPT_TEMPLATES } from '../scoring/promptTemplates';
import type { SeedTurn } from './chain/chainPlan';
import { isKept } from './chain/chainState';
import type { InspectedChain } from './inspect/inspectRun';
import type { Dimension } from './prompts/evolvePrompts';

export const SET_FORMATS = ['sharegpt', 'messages'] as const;
export type SetFormat = (typeof SET_FORMATS)[number];

/** A scored text as a scorer is trained with it. */
export interface LabelledTurn {
  readonly dimension: Dimension;
  readonly instruction: string;
  readonly response: string;
  /** 1 to 6. */
  readonly score: number;
}

/** The scored variants of a chain, as turns: what was evolved stands in place of the row's own. */
export function labelledTurns({ dimension, dropped, variants }: InspectedChain, seed: SeedTurn): LabelledTurn[] {
  if (dropped !== undefined) return [];
  return variants.filter(isKept).flatMap(({ text, score }): LabelledTurn[] => {
    if (score === null) return [];
    const turn = dimension === 'complexity' ? { ...seed, instruction: text } : { ...seed, response: text };
    return [{ dimension, instruction: turn.instruction, response: turn.response, score }];
  });
}

/** A row of a fine-tuning set: the released scorers' prompt, byte for byte, and the digit as its answer. */
export function trainingRow({ dimension, score, ...turn }: LabelledTurn, format: SetFormat): object {
  const prompt = fillTemplate(PROMPT_TEMPLATES[dimension], turn);
  const digit = String(Math.round(score));
  if (format === 'sharegpt') {
    return {
      conversations: [
        { from: 'human', value: prompt },
        { from: 'gpt', value: digit },
      ],
    };
  }
  return {
    messages: [
      { role: 'user', content: prompt },
      { role: 'assistant', content: digit },
    ],
  };
}
