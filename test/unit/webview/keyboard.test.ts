import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KeyStroke } from '../../../webview/kit/keys/keyStroke';
import { moveRow, tableAction, type Movement } from '../../../webview/pages/table/grid/keyboard';

function stroke(key: string, modifiers: Partial<KeyStroke> = {}): KeyStroke {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers };
}

describe('keys of the table', () => {
  const moves: readonly [KeyStroke, Movement][] = [
    [stroke('ArrowDown'), 'down'],
    [stroke('PageUp'), 'pageUp'],
    [stroke('Home'), 'first'],
    [stroke('End', { ctrlKey: true }), 'last'],
    [stroke('Home', { metaKey: true }), 'first'],
  ];
  for (const [pressed, movement] of moves) {
    it(`${pressed.ctrlKey || pressed.metaKey ? 'Ctrl+' : ''}${pressed.key} moves: ${movement}`, () => {
      assert.deepEqual(tableAction(pressed), { kind: 'move', movement });
    });
  }

  it('run commands', () => {
    const commandOf = (pressed: KeyStroke): unknown => {
      const action = tableAction(pressed);
      return action?.kind === 'command' ? action.command : null;
    };
    assert.equal(commandOf(stroke('Enter')), 'openDetails');
    assert.equal(commandOf(stroke('d')), 'compareNearDuplicate');
    assert.equal(commandOf(stroke('D', { shiftKey: true })), 'jumpToNearDuplicate');
    assert.equal(commandOf(stroke('b')), 'goBack');
    assert.equal(commandOf(stroke('ArrowLeft', { altKey: true })), 'goBack');
    assert.equal(commandOf(stroke('n')), 'nextSelected');
    assert.equal(commandOf(stroke('p')), 'previousSelected');
    assert.equal(commandOf(stroke('/')), 'find');
    assert.equal(commandOf(stroke('f', { ctrlKey: true })), 'find');
    assert.equal(commandOf(stroke('F3')), 'findNext');
    assert.equal(commandOf(stroke('F3', { shiftKey: true })), 'findPrevious');
    assert.equal(commandOf(stroke('g')), 'goToLine');
    assert.equal(commandOf(stroke('?', { shiftKey: true })), 'showKeys');
    assert.equal(commandOf(stroke('+', { shiftKey: true })), 'keep');
    assert.equal(commandOf(stroke('-')), 'drop');
    assert.equal(commandOf(stroke('t')), 'tag');
    assert.equal(commandOf(stroke('m')), 'note');
    assert.equal(commandOf(stroke('a', { ctrlKey: true })), 'markAll');
    assert.equal(commandOf(stroke('z', { metaKey: true })), 'undoDecision');
    assert.equal(commandOf(stroke('y', { ctrlKey: true })), 'redoDecision');
    assert.equal(commandOf(stroke('Z', { ctrlKey: true, shiftKey: true })), 'redoDecision');
  });

  it('extend what is chosen with Shift', () => {
    for (const [key, movement] of [
      ['ArrowDown', 'down'],
      ['PageUp', 'pageUp'],
      ['End', 'last'],
    ] as const) {
      const action = { kind: 'move', movement, extends: true };
      assert.deepEqual(tableAction(stroke(key, { shiftKey: true })), action);
    }
  });

  it('leave the workbench its own keys', () => {
    for (const key of ['d', 'b', 'n', 'p', 'g', 'Enter'])
      assert.equal(tableAction(stroke(key, { ctrlKey: true })), null);
    assert.equal(tableAction(stroke('ArrowDown', { altKey: true })), null);
    assert.equal(tableAction(stroke('F1')), null);
    assert.equal(tableAction(stroke('Tab')), null);
  });
});

describe('moving the current row', () => {
  const movements = fc.constantFrom<Movement>('up', 'down', 'pageUp', 'pageDown', 'first', 'last');

  it('never leaves the table', () => {
    fc.assert(
      fc.property(
        movements,
        fc.option(fc.nat(5000)),
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(60),
        (to, at, rows, screen) => {
          const target = moveRow(to, at, rows, screen + 1);
          assert.ok(target !== null && target >= 0 && target < rows);
        },
      ),
    );
  });

  it('begins at the first row', () => {
    assert.equal(moveRow('down', null, 10, 5), 0);
  });

  it('goes a screen at a time and stops at the ends', () => {
    assert.equal(moveRow('pageDown', 3, 100, 30), 33);
    assert.equal(moveRow('pageDown', 90, 100, 30), 99);
    assert.equal(moveRow('pageUp', 3, 100, 30), 0);
  });

  it('has nowhere to go in an empty table', () => {
    assert.equal(moveRow('down', null, 0, 5), null);
  });
});
