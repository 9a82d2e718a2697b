import type { PreparedSet } from '../../src/protocol/fineTuning';

export type StorySet = Extract<PreparedSet['name'], 'selection' | 'random' | 'longest'>;
export const STORY_SETS: readonly StorySet[] = ['selection', 'random', 'longest'];

/** Overall MT-Bench scores: by budget and set, one for each of the seeds 1 and 2. More rows do not help at the end. */
export const STORY: Readonly<Record<number, Readonly<Record<StorySet, readonly [number, number]>>>> = {
  1000: { selection: [5, 5.2], random: [4, 4.4], longest: [4.6, 4.8] },
  3000: { selection: [6, 6.4], random: [5, 5.2], longest: [5.2, 5.6] },
  6000: { selection: [5.8, 6], random: [5.4, 5.8], longest: [5.5, 5.7] },
};

/** Of a model that writes half a point better, and codes half a point worse, than it does overall. */
export function categoriesOf(score: number): Readonly<Record<'writing' | 'coding' | 'maths', number>> {
  return { writing: score + 0.5, coding: score - 0.5, maths: score };
}
