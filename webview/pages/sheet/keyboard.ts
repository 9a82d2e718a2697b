import type { SideVote } from '../../../src/evaluation/people/types';
import type { KeyStroke } from '../../kit/keys/keyStroke';

export type SheetAction =
  { readonly kind: 'vote'; readonly vote: SideVote | null } | { readonly kind: 'next' | 'previous' | 'undecided' };

const KEYS: Readonly<Record<string, SheetAction>> = {
  '1': { kind: 'vote', vote: 'left' },
  '2': { kind: 'vote', vote: 'tie' },
  '3': { kind: 'vote', vote: 'right' },
  '0': { kind: 'vote', vote: null },
  Backspace: { kind: 'vote', vote: null },
  j: { kind: 'next' },
  k: { kind: 'previous' },
  n: { kind: 'undecided' },
};

/** What a key means; null leaves it to the browser and the workbench. */
export function sheetAction({ key, ctrlKey, metaKey, altKey }: KeyStroke): SheetAction | null {
  if (ctrlKey || metaKey || altKey || !Object.hasOwn(KEYS, key)) return null;
  return KEYS[key] ?? null;
}
