import type { Conversation } from '../../../src/dataset/conversation';

export const Q = 'Why does dough rise?';
export const A = 'Yeast gives off gas.';
export const Q2 = 'And without yeast?';
export const A2 = 'Use soda.';
export const ONE: Conversation = { turns: [{ instruction: Q, response: A }] };
export const TWO: Conversation = { turns: [...ONE.turns, { instruction: Q2, response: A2 }] };
export const USER = { role: 'user', content: Q };
export const ASSISTANT = { role: 'assistant', content: A };
export const MESSAGES = [USER, ASSISTANT];
export const FOUR = [...MESSAGES, { role: 'user', content: Q2 }, { role: 'assistant', content: A2 }];

export function prompted(rest: string): Conversation {
  return { turns: [{ instruction: `${Q}\n${rest}`, response: A }] };
}

export function answered(response: string): Conversation {
  return { turns: [{ instruction: Q, response }] };
}
