import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ATTACHMENT_KINDS, type Attachments, type Row } from '../../../src/dataset/conversation';
import { AttachmentTable } from '../../../src/engine/rows/attachmentTable';
import { RowFacts } from '../../../src/engine/rows/rowFacts';

const content = fc.constantFrom('["a"]', '["b"]', '["c"]');
const arbitraryAttachments: fc.Arbitrary<Attachments> = fc.record(
  { tools: content, media: content, documents: content },
  { requiredKeys: [] },
);
const arbitraryRows = fc.array(arbitraryAttachments, { maxLength: 40 });

function differ(a: Attachments | undefined, b: Attachments | undefined): string[] {
  return ATTACHMENT_KINDS.filter((kind) => {
    const [own, other] = [a?.[kind], b?.[kind]];
    return own !== undefined && other !== undefined && own !== other;
  });
}

function tableOf(rows: readonly Attachments[]): AttachmentTable {
  const table = AttachmentTable.empty();
  rows.forEach((attachments, row) => table.note(row, attachments));
  return table;
}

function assertKnows(table: AttachmentTable, rows: readonly Attachments[]): void {
  const comparability = table.comparability(rows.length);
  rows.forEach((a, i) =>
    rows.forEach((b, j) => {
      assert.deepEqual(table.differences(i, j), differ(a, b));
      assert.equal(comparability?.areComparable(i, j) ?? true, differ(a, b).length === 0);
    }),
  );
  const counts = ATTACHMENT_KINDS.map((kind) => rows.filter((row) => row[kind] !== undefined).length);
  assert.deepEqual(
    table.counts === undefined ? [0, 0, 0] : ATTACHMENT_KINDS.map((kind) => table.counts?.[kind]),
    counts,
  );
}

const goodRow = (rowIndex: number, attachments: Attachments): Row => ({
  rowIndex,
  lineNumber: rowIndex + 1,
  conversation: { turns: [{ instruction: 'a', response: 'b' }], attachments },
});

const badRow = (rowIndex: number): Row => ({
  rowIndex,
  lineNumber: rowIndex + 1,
  excerpt: '',
  problem: { rowIndex, lineNumber: rowIndex + 1, column: 1, code: 'invalidJson', message: 'bad' },
});

describe('AttachmentTable', () => {
  it('knows which rows differ in what both hold', () => {
    fc.assert(fc.property(arbitraryRows, (rows) => assertKnows(tableOf(rows), rows)));
  });

  it('has nothing to compare where no row holds anything, or all the same', () => {
    assert.equal(tableOf([{}, {}]).comparability(2), undefined);
    assert.equal(tableOf([{}, {}]).counts, undefined);
    const same = tableOf([{ tools: '[1]' }, { tools: '[1]' }, {}]);
    assert.equal(same.comparability(3), undefined);
    assert.deepEqual(same.counts, { tools: 2, media: 0, documents: 0 });
  });

  it('numbers rows beyond its first capacity', () => {
    const rows = Array.from({ length: 5000 }, (_, row) => (row % 3 === 0 ? {} : { media: `["${row % 7}"]` }));
    const table = tableOf(rows);
    assert.deepEqual(table.differences(1, 4999), differ(rows[1], rows[4999]));
    assert.deepEqual(table.differences(4, 4), []);
    assert.equal(table.counts?.media, 3333);
  });

  it('goes on after rows were taken back', () => {
    fc.assert(
      fc.property(arbitraryRows, arbitraryRows, fc.nat({ max: 40 }), (rows, added, kept) => {
        const before = tableOf(rows);
        const after = before.upTo(Math.min(kept, rows.length));
        const expected = [...rows.slice(0, kept), ...added];
        expected.slice(Math.min(kept, rows.length)).forEach((row, at) => {
          after.note(Math.min(kept, rows.length) + at, row);
        });
        assertKnows(after, expected);
      }),
    );
  });
});

describe('RowFacts', () => {
  it('are the same after they were kept, and go on alike', () => {
    fc.assert(
      fc.property(arbitraryRows, arbitraryRows, (rows, added) => {
        const facts = new RowFacts();
        rows.forEach((attachments, row) => facts.note(row % 5 === 4 ? badRow(row) : goodRow(row, attachments)));
        const restored = RowFacts.deserialise(Buffer.concat(facts.serialise()));
        assert.ok(restored !== undefined);
        for (const both of [facts, restored]) {
          added.forEach((attachments, at) => both.note(goodRow(rows.length + at, attachments)));
        }
        assert.deepEqual(restored.notCompared, facts.notCompared);
        assert.deepEqual(restored.comparability, facts.comparability);
        assert.deepEqual(restored.problems, facts.problems);
      }),
    );
  });

  it('are not taken from bytes that are cut, too long or of another version', () => {
    const facts = new RowFacts();
    facts.note(goodRow(0, { tools: '[1]', media: '["a.png"]' }));
    const bytes = Buffer.concat(facts.serialise());
    assert.ok(RowFacts.deserialise(bytes) !== undefined);
    for (const wrong of [
      bytes.subarray(0, bytes.length - 1),
      Buffer.concat([bytes, Buffer.of(0)]),
      Buffer.from(bytes.toString('latin1').replace(/"version":\d+/, '"version":0'), 'latin1'),
    ]) {
      assert.equal(RowFacts.deserialise(wrong), undefined);
    }
  });

  it('forget the rows from one on, bad ones included', () => {
    const facts = new RowFacts();
    facts.note(goodRow(0, { media: '["a.png"]' }));
    facts.note(badRow(1));
    const first = facts.upTo(1);
    assert.deepEqual([first.noted, first.problemCount, first.isBad(1), first.problems], [1, 0, false, []]);
    first.note(goodRow(1, { media: '["b.png"]' }));
    assert.deepEqual(first.differences(0, 1), ['media']);
    assert.deepEqual([facts.noted, facts.isBad(1)], [2, true]);
  });
});
