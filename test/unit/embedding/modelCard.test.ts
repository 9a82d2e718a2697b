import assert from 'node:assert/strict';
import { disagreements, withTables } from '../../bench/embedder/modelCard';

const CARD = ['a', 'b'].map((name) => `${name}\n<!-- figures -->\n\n<!-- /figures -->\n`).join('\n');
const tableOf = (...figures: string[]): string =>
  `| Texts | x | y |\n| --- | --- | --- |\n| en | ${figures.join(' | ')} |`;

describe("the embedder's model card", () => {
  const tables = [tableOf('95.0 %', '0.24 %'), tableOf('10.0 %', '-')];
  const card = withTables(CARD, tables);

  it('agrees with what was written into it, and with the last digits of another processor', () => {
    assert.deepEqual(disagreements(card, tables), []);
    assert.deepEqual(disagreements(card, [tableOf('95.8 %', '0.40 %'), tables[1] ?? '']), []);
  });

  it('disagrees on any other figure, also a small one, and on one that is missing', () => {
    for (const first of [tableOf('93.9 %', '0.24 %'), tableOf('95.0 %', '0.60 %')]) {
      assert.equal(disagreements(card, [first, tables[1] ?? '']).length, 1);
    }
    assert.equal(disagreements(card, [tables[0] ?? '', tableOf('10.0 %', '1.00 %')]).length, 1);
    assert.equal(disagreements(CARD, tables).length, 4);
  });
});
