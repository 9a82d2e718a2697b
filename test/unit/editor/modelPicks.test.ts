import assert from 'node:assert/strict';
import { modelPicks } from '../../../src/editor/chooseModel/modelPicks';

describe('the lists of scorers and embedders', () => {
  it('lead back to the built-in one, which stands first and asks nothing', () => {
    for (const role of ['scorer', 'embedder'] as const) {
      const [first, ...others] = modelPicks(role, 'server');
      assert.equal(first?.family, 'built-in', role);
      assert.doesNotMatch(first.label, /…$/, role);
      assert.equal(first.description, '', role);
      const used = others.filter(({ description }) => description === 'in use');
      assert.deepEqual(
        used.map(({ family }) => family),
        ['server'],
        role,
      );
    }
  });

  it('tell of what asks further questions', () => {
    const asking = modelPicks('scorer', 'built-in').filter(({ label }) => label.endsWith('…'));
    assert.deepEqual(asking.map(({ family }) => family).sort(), ['editor', 'server']);
  });
});
