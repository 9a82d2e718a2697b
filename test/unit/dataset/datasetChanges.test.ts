import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { instructionOf, lines, openedDatasets, row } from './openedDatasets';

describe('dataset that is opened again or changes', () => {
  const { open, openIndexed, closeAll } = openedDatasets();

  it('restores its index from a snapshot without scanning', async () => {
    for (const content of [lines(100), `[${row(0)},\n${row(1)},\n{`]) {
      const first = await openIndexed('a.json', content);
      const snapshot = Buffer.concat(first.snapshot());
      const second = await open(first.path, {
        restoreIndex: (identity) => {
          assert.deepEqual(identity, first.identity);
          return Promise.resolve(snapshot);
        },
      });
      assert.equal(second.isIndexed, true);
      assert.deepEqual([second.form, second.rowCount, second.format], [first.form, first.rowCount, first.format]);
      assert.deepEqual(await second.readRange(0, 100), await first.readRange(0, 100));
    }
  });

  it('scans when the snapshot is not whole', async () => {
    const first = await openIndexed('a.jsonl', lines(100));
    const snapshot = Buffer.concat(first.snapshot());
    for (const bytes of [snapshot.subarray(0, snapshot.length - 1), snapshot.subarray(0, 2), Buffer.from('nonsense')]) {
      const second = await open(first.path, { restoreIndex: () => Promise.resolve(bytes) });
      await second.indexed;
      assert.equal(second.rowCount, 100);
    }
  });

  it('goes on after a restored index when rows are appended', async () => {
    const first = await openIndexed('a.jsonl', lines(10));
    const snapshot = Buffer.concat(first.snapshot());
    const second = await open(first.path, { restoreIndex: () => Promise.resolve(snapshot) });
    appendFileSync(second.path, row(10));
    assert.equal(await second.refresh(), 'extended');
    await second.indexed;
    assert.equal(second.rowCount, 11);
  });

  it('sees that nothing changed', async () => {
    const dataset = await openIndexed('a.jsonl', lines(10));
    assert.equal(await dataset.refresh(), 'unchanged');
    await dataset.assertUnchanged();
  });

  it('indexes what is appended like a file that was whole from the start', async () => {
    const piece = fc.constantFrom(row(1), '\n', '\r\n', ' ', 'x', '한');
    const content = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(
        content,
        content.filter((text) => text !== ''),
        async (before, added) => {
          const grown = await openIndexed('grown.jsonl', `${row(0)}${before}`);
          const formBefore = grown.form;
          appendFileSync(grown.path, added);
          const change = await grown.refresh();
          await grown.indexed;
          const whole = await openIndexed('whole.jsonl', `${row(0)}${before}${added}`);
          const isStillLines = formBefore === 'jsonLines' && whole.form === 'jsonLines';
          assert.equal(change, isStillLines ? 'extended' : 'reindexed');
          assert.deepEqual(await grown.readRange(0, 99), await whole.readRange(0, 99));
          await closeAll();
        },
      ),
      { numRuns: 50 },
    );
  });

  it('indexes from the start when the content changed', async () => {
    const dataset = await openIndexed('a.jsonl', lines(10));
    writeFileSync(dataset.path, `[${row(7)}]`);
    await assert.rejects(dataset.assertUnchanged(), { code: 'fileChanged' });
    assert.equal(await dataset.refresh(), 'reindexed');
    assert.deepEqual([dataset.rowCount, dataset.form], [1, 'jsonArray']);
    assert.equal(await instructionOf(dataset, 0), 'instruction 7');
  });

  it('takes up changes once when it is asked twice, and can be closed meanwhile', async () => {
    const dataset = await openIndexed('a.jsonl', lines(10));
    appendFileSync(dataset.path, row(10));
    assert.deepEqual(await Promise.all([dataset.refresh(), dataset.refresh()]), ['extended', 'extended']);
    await dataset.indexed;
    assert.equal(dataset.rowCount, 11);
    writeFileSync(dataset.path, lines(3));
    const refreshing = dataset.refresh();
    await dataset.close();
    await refreshing.catch(() => undefined);
  });

  it('says that the file changed when bytes are gone', async () => {
    const dataset = await openIndexed('a.jsonl', lines(10));
    writeFileSync(dataset.path, '');
    await assert.rejects(dataset.readRow(9), { code: 'fileChanged' });
  });
});
