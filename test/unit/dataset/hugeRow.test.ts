import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { giveBack } from '../../../src/dataset/giveBack';
import { openedDatasets, row } from './openedDatasets';

const HUGE = 'x'.repeat(8 * 1024 * 1024);

describe('huge rows', () => {
  const { openIndexed } = openedDatasets();

  it('are read once for as long as they are in use, others each time', async () => {
    const huge = JSON.stringify({ instruction: 'ask', output: HUGE });
    const dataset = await openIndexed('a.jsonl', `${row(0)}\n${huge}\n`);
    const [small, large] = await dataset.readRows([0, 1]);
    assert.equal(await dataset.readRow(1), large);
    assert.notEqual(await dataset.readRow(0), small);
    const unparsed = await dataset.readUnparsed([1]);
    const [named] = await dataset.readNamedRows([1]);
    await unparsed.forEach(({ row: visited }) => assert.equal(visited, large));
    assert.equal(named?.row, large);
    assert.equal(named?.formatName, (await dataset.readNamedRows([0]))[0]?.formatName);
    assert.deepEqual(
      unparsed.passing(() => false),
      [1],
    );
    assert.deepEqual(await dataset.readRow(0), small);
  });

  it('are read again after the file changed', async () => {
    const dataset = await openIndexed('a.jsonl', `${JSON.stringify({ instruction: 'ask', output: HUGE })}\n`);
    const before = await dataset.readRow(0);
    await appendFile(dataset.path, `${row(1)}\n`);
    assert.equal(await dataset.refresh(), 'extended');
    const after = await dataset.readRow(0);
    assert.notEqual(after, before);
    assert.ok(after.problem === undefined && after.conversation.turns[0]?.response === HUGE);
  });

  it('give the memory of their bytes back', () => {
    const large = Buffer.alloc(8 * 1024 * 1024);
    const shared = Buffer.alloc(9 * 1024 * 1024);
    const small = Buffer.alloc(1024);
    for (const buffer of [large, shared.subarray(0, 8 * 1024 * 1024), small]) giveBack(buffer);
    assert.deepEqual([large.length, shared.length, small.length], [0, 9 * 1024 * 1024, 1024]);
  });
});
