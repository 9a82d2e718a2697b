import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { DecidedRows } from '../../../src/engine/decisions/decidedRows';
import { RowIds } from '../../../src/engine/decisions/rowIds';

const hashOf = (content: number): string => createHash('sha256').update(`row ${content}`).digest('hex');

/** Many, as about a file of which much is decided; some of the same content. */
const IDS = Array.from({ length: 3000 }, (_, at) => `${hashOf(at % 1000)}#${Math.floor(at / 1000)}`);

describe('the ids of rows', () => {
  it('have numbers in the order in which they are met, and are had back by them', () => {
    const ids = new RowIds();
    assert.deepEqual(
      [...IDS, ...IDS].map((id) => ids.numberOf(id)),
      [...IDS.keys(), ...IDS.keys()],
    );
    assert.deepEqual(
      [...IDS.keys()].map((number) => ids.at(number)),
      IDS,
    );
    assert.equal(ids.find(`${hashOf(0)}#3`), undefined);
    assert.equal(ids.find(`${hashOf(1000)}#0`), undefined);
  });

  it('may have the largest occurrence that a file of decisions names', () => {
    const ids = new RowIds();
    const id = `${hashOf(0)}#999999999`;
    assert.equal(ids.at(ids.numberOf(id)), id);
  });
});

describe('decided rows', () => {
  it('are found by row and by id like in maps', () => {
    const rows = fc.uniqueArray(fc.nat(5000), { minLength: IDS.length, maxLength: IDS.length });
    fc.assert(
      fc.property(rows, fc.array(fc.nat(IDS.length - 1), { maxLength: 500 }), (rowOf, about) => {
        const decided = new Map(about.map((at) => [IDS[at] as string, { note: `on ${at}` }]));
        const places = new Map(about.map((at) => [IDS[at] as string, rowOf[at] as number]));
        const all = DecidedRows.of(new RowIds(), decided, places);
        assert.deepEqual(new Map(all.entries()), decided);
        assert.equal(all.isEmpty, decided.size === 0);
        const notes = new Map(about.map((at) => [rowOf[at] as number, `on ${at}`]));
        assert.deepEqual(new Map(all.rowsWith(({ note }) => note)), notes);
        assert.deepEqual(all.idsOfRows(), new Map([...places].map(([id, row]) => [row, id])));
        for (let row = 0; row < 5000; row++) assert.equal(all.of(row)?.note, notes.get(row));
        for (const id of IDS) assert.deepEqual([all.get(id), all.rowOf(id)], [decided.get(id), places.get(id)]);
      }),
      { numRuns: 20 },
    );
  });
});
