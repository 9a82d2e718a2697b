import { formatCount, plural } from '../../../wording/numbers';

/** A number of things with their word. */
export type Counted = (count: number) => string;

/** Such as "12 pairs". */
export function counted(one: string, other: string): Counted {
  return (count) => `${formatCount(count)} ${plural(count, { one, other })}`;
}

export const PAIRS = counted('pair', 'pairs');
export const QUESTIONS = counted('question', 'questions');
