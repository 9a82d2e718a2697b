import assert from 'node:assert/strict';
import type { KeyStroke } from '../../../webview/kit/keys/keyStroke';
import { chainsAction, movedTo, type Place } from '../../../webview/pages/chains/keyboard';

function meaning(key: string, place: Place, modifiers: Partial<KeyStroke> = {}): unknown {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return chainsAction({ key, ...plain, ...modifiers }, place);
}

describe('keys of the page of chains', () => {
  it('go to other chains from everywhere', () => {
    for (const place of ['list', 'variant'] as const) {
      assert.deepEqual(meaning('j', place), { kind: 'chain', movement: 'next' });
      assert.deepEqual(meaning('k', place), { kind: 'chain', movement: 'previous' });
    }
  });

  it('move what has the focus with arrows, and let a long chain scroll', () => {
    assert.deepEqual(meaning('ArrowDown', 'list'), { kind: 'chain', movement: 'next' });
    assert.deepEqual(meaning('ArrowUp', 'variant'), { kind: 'variant', movement: 'previous' });
    assert.deepEqual(meaning('PageDown', 'list'), { kind: 'chain', movement: 'pageDown' });
    assert.equal(meaning('PageDown', 'variant'), null);
  });

  it('score a variant alone: in the list it is not clear which', () => {
    for (const key of ['1', '2', '3', '4', '5', '6']) {
      assert.deepEqual(meaning(key, 'variant'), { kind: 'score', score: Number(key) });
      assert.equal(meaning(key, 'list'), null);
    }
    for (const key of ['0', 'Backspace', 'Delete']) {
      assert.deepEqual(meaning(key, 'variant'), { kind: 'score', score: null });
    }
    assert.equal(meaning('7', 'variant'), null);
  });

  it('drop the variant or the chain that has the focus, and the chain from everywhere', () => {
    assert.deepEqual(meaning('x', 'variant'), { kind: 'drop' });
    assert.deepEqual(meaning('x', 'list'), { kind: 'dropChain' });
    assert.deepEqual(meaning('X', 'variant', { shiftKey: true }), { kind: 'dropChain' });
  });

  it('undo with u and with the keys that undo everywhere else', () => {
    assert.deepEqual(meaning('u', 'list'), { kind: 'undo' });
    assert.deepEqual(meaning('z', 'variant', { ctrlKey: true }), { kind: 'undo' });
    assert.deepEqual(meaning('z', 'list', { metaKey: true }), { kind: 'undo' });
    assert.equal(meaning('z', 'list', { ctrlKey: true, shiftKey: true }), null);
  });

  it('leave what the workbench and the browser do with other keys to them', () => {
    assert.equal(meaning('j', 'list', { ctrlKey: true }), null);
    assert.equal(meaning('x', 'variant', { metaKey: true }), null);
    assert.equal(meaning('1', 'variant', { altKey: true }), null);
    assert.equal(meaning('ArrowDown', 'list', { shiftKey: true }), null);
  });

  it('stop at both ends of the list, and begin at the first', () => {
    assert.equal(movedTo('next', null, 3, 2), 0);
    assert.equal(movedTo('next', 2, 3, 2), 2);
    assert.equal(movedTo('previous', 0, 3, 2), 0);
    assert.equal(movedTo('pageDown', 0, 10, 4), 4);
    assert.equal(movedTo('pageUp', 2, 10, 4), 0);
    assert.equal(movedTo('last', 0, 10, 4), 9);
    assert.equal(movedTo('next', null, 0, 4), null);
  });
});
