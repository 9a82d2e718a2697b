import assert from 'node:assert/strict';
import { shownParts } from '../../../webview/pages/table/details/shownParts';

describe('parts of a rendered text', () => {
  const part = (text: string) => ({ text, trained: false, cut: false });

  it('are shown up to a number of characters, the last one in part', () => {
    const parts = [part('one '), part('two '), part('three')];
    assert.deepEqual(shownParts(parts, 6), [part('one '), part('tw')]);
    assert.deepEqual(shownParts(parts, 8), parts.slice(0, 2));
    assert.deepEqual(shownParts(parts, 100), parts);
  });

  it('keep a surrogate pair together', () => {
    assert.deepEqual(shownParts([part('a😀b')], 2), [part('a😀')]);
  });
});
