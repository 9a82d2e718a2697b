import type { DecisionCommand } from '../../../../src/protocol/pages/tablePage';
import type { KeyStroke } from '../../../kit/keys/keyStroke';

export type Movement = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';

export type TableCommand =
  | DecisionCommand
  | 'copyRows'
  | 'markAll'
  | 'openDetails'
  | 'leaveDetails'
  | 'compareNearDuplicate'
  | 'jumpToNearDuplicate'
  | 'goBack'
  | 'nextSelected'
  | 'previousSelected'
  | 'find'
  | 'findNext'
  | 'findPrevious'
  | 'goToLine'
  | 'showCard'
  | 'showKeys'
  | 'review'
  | 'nextUndecided';

export type TableAction =
  | { readonly kind: 'move'; readonly movement: Movement; readonly extends?: true }
  | { readonly kind: 'command'; readonly command: TableCommand };

const MOVEMENTS: Readonly<Record<string, Movement>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
};

const PLAIN_KEYS: Readonly<Record<string, TableCommand>> = {
  Enter: 'openDetails',
  Escape: 'leaveDetails',
  d: 'compareNearDuplicate',
  D: 'jumpToNearDuplicate',
  b: 'goBack',
  n: 'nextSelected',
  p: 'previousSelected',
  '/': 'find',
  g: 'goToLine',
  h: 'showCard',
  '+': 'keep',
  '-': 'drop',
  t: 'tag',
  m: 'note',
  r: 'review',
  u: 'nextUndecided',
  '?': 'showKeys',
};

/** What a key pressed in the table means; null leaves it to the browser and the workbench. */
export function tableAction(stroke: KeyStroke): TableAction | null {
  const movement = MOVEMENTS[stroke.key];
  const plain = !stroke.ctrlKey && !stroke.metaKey && !stroke.altKey;
  const withControl = (stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && !stroke.shiftKey;
  if (movement !== undefined && plain) return { kind: 'move', movement, ...(stroke.shiftKey ? { extends: true } : {}) };
  if (movement !== undefined && withControl && isJump(movement)) return { kind: 'move', movement };
  const command =
    plain && stroke.key in PLAIN_KEYS ? PLAIN_KEYS[stroke.key] : (controlCommand(stroke) ?? pageWideCommand(stroke));
  return command === undefined || command === null ? null : { kind: 'command', command };
}

/** Keys with Ctrl or Cmd that text fields have for themselves. */
function controlCommand({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyStroke): TableCommand | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  if (shiftKey) return key.toLowerCase() === 'z' ? 'redoDecision' : null;
  return CONTROL_KEYS[key] ?? null;
}

const CONTROL_KEYS: Readonly<Record<string, TableCommand>> = {
  a: 'markAll',
  c: 'copyRows',
  z: 'undoDecision',
  y: 'redoDecision',
};

/** Keys that work wherever the focus is in the page, text fields included. */
export function pageWideCommand(stroke: KeyStroke): TableCommand | null {
  if ((stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && !stroke.shiftKey && stroke.key === 'f') return 'find';
  if (stroke.key === 'F3' && !stroke.ctrlKey && !stroke.metaKey && !stroke.altKey)
    return stroke.shiftKey ? 'findPrevious' : 'findNext';
  if (stroke.altKey && !stroke.ctrlKey && !stroke.metaKey && stroke.key === 'ArrowLeft') return 'goBack';
  return null;
}

/** The row a movement leads to. `current` null = no row yet. */
export function moveRow(
  movement: Movement,
  current: number | null,
  rowCount: number,
  screenRows: number,
): number | null {
  if (rowCount === 0) return null;
  const from = current ?? -1;
  const target = {
    up: from - 1,
    down: from + 1,
    pageUp: from - screenRows,
    pageDown: Math.max(from, 0) + screenRows,
    first: 0,
    last: rowCount - 1,
  }[movement];
  return Math.min(Math.max(target, 0), rowCount - 1);
}

function isJump(movement: Movement): boolean {
  return movement === 'first' || movement === 'last';
}
