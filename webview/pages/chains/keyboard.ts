import type { KeyStroke } from '../../kit/keys/keyStroke';

/** Where the focus is: in the list of chains or on a variant of the open one. */
export type Place = 'list' | 'variant';

export type ChainsAction =
  | { readonly kind: 'chain'; readonly movement: Movement }
  | { readonly kind: 'variant'; readonly movement: Movement }
  | { readonly kind: 'score'; readonly score: number | null }
  | { readonly kind: 'drop' | 'dropChain' | 'undo' | 'openChain' | 'leaveChain' };

export type Movement = 'next' | 'previous' | 'pageDown' | 'pageUp' | 'first' | 'last';

const CHAIN_KEYS: Readonly<Record<string, Movement>> = { j: 'next', k: 'previous' };

/** Of what has the focus: chains in the list, else variants. */
const ARROWS: Readonly<Record<string, Movement>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
  Home: 'first',
  End: 'last',
};

/** What a key means; null leaves it to the browser and the workbench. */
export function chainsAction(stroke: KeyStroke, place: Place): ChainsAction | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = stroke;
  if (altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'z' && !shiftKey ? { kind: 'undo' } : null;
  const chain = CHAIN_KEYS[key];
  if (chain !== undefined) return { kind: 'chain', movement: chain };
  const arrow = shiftKey ? undefined : ARROWS[key];
  if (arrow !== undefined) return movementFor(arrow, place);
  if (key === 'u') return { kind: 'undo' };
  if (key === 'X') return { kind: 'dropChain' };
  return place === 'list' ? listKey(key) : variantKey(key);
}

/** Long texts are scrolled by the browser. */
function movementFor(movement: Movement, place: Place): ChainsAction | null {
  if (place === 'list') return { kind: 'chain', movement };
  return movement === 'pageDown' || movement === 'pageUp' ? null : { kind: 'variant', movement };
}

function listKey(key: string): ChainsAction | null {
  if (key === 'Enter') return { kind: 'openChain' };
  return key === 'x' ? { kind: 'dropChain' } : null;
}

function variantKey(key: string): ChainsAction | null {
  if (/^[1-6]$/.test(key)) return { kind: 'score', score: Number(key) };
  if (key === '0' || key === 'Backspace' || key === 'Delete') return { kind: 'score', score: null };
  if (key === 'Escape') return { kind: 'leaveChain' };
  return key === 'x' ? { kind: 'drop' } : null;
}

/** The place that a movement leads to. `from` null = none yet. */
export function movedTo(movement: Movement, from: number | null, count: number, screenful: number): number | null {
  if (count === 0) return null;
  const target = {
    next: (from ?? -1) + 1,
    previous: (from ?? 1) - 1,
    pageDown: (from ?? 0) + screenful,
    pageUp: (from ?? 0) - screenful,
    first: 0,
    last: count - 1,
  }[movement];
  return Math.min(Math.max(target, 0), count - 1);
}
