import assert from 'node:assert/strict';
import { KeptPages, type KeptPage } from '../../../src/editor/pages/keptPages';

describe('KeptPages', () => {
  function setUp(limit: number) {
    const letGo: string[] = [];
    const due: (() => void)[] = [];
    const kept = new KeptPages(limit, (_, then) => due.push(then));
    const page = (name: string): KeptPage => ({ letGo: () => letGo.push(name) });
    /** Lets the time pass that a page shown instead has to draw. */
    const later = (): void => due.splice(0).forEach((then) => then());
    return { kept, letGo, page, later };
  }

  it('keep as many hidden pages as they may, and of more let go those hidden longest', () => {
    const { kept, letGo, page, later } = setUp(2);
    for (const name of ['a', 'b', 'c', 'd']) kept.hide(page(name));
    assert.deepEqual(letGo, []);
    later();
    assert.deepEqual(letGo, ['a', 'b']);
    kept.hide(page('e'));
    later();
    assert.deepEqual(letGo, ['a', 'b', 'c']);
  });

  it('let no page go that comes to the front while another one leaves it', () => {
    const { kept, letGo, page, later } = setUp(2);
    const [a, b, c] = [page('a'), page('b'), page('c')];
    kept.hide(a);
    kept.hide(b);
    kept.hide(c);
    kept.remove(a);
    later();
    assert.deepEqual(letGo, []);
    kept.hide(a);
    later();
    assert.deepEqual(letGo, ['b']);
  });

  it('count no page that is closed', () => {
    const { kept, letGo, page, later } = setUp(1);
    const closed = page('closed');
    kept.hide(closed);
    kept.remove(closed);
    kept.hide(page('a'));
    later();
    assert.deepEqual(letGo, []);
  });

  it('leave a page in its place that is hidden already', () => {
    const { kept, letGo, page, later } = setUp(1);
    const [a, b] = [page('a'), page('b')];
    kept.hide(a);
    kept.hide(a);
    later();
    assert.deepEqual(letGo, []);
    kept.hide(b);
    kept.hide(a);
    later();
    assert.deepEqual(letGo, ['a']);
  });
});
