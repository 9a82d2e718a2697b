import assert from 'node:assert/strict';
import { chosenNodes, comparedRows } from '../../../src/editor/nearDuplicates/chosenNodes';
import { decideChosen, keepBest, tellRowsApart } from '../../../src/editor/nearDuplicates/decideGroups';
import type { ClusterNode, RowNode } from '../../../src/editor/nearDuplicates/groupNodes';
import type { NearDuplicateCluster, NearDuplicateRow } from '../../../src/protocol/nearDuplicates';

const row = (rowIndex: number): NearDuplicateRow => ({
  rowIndex,
  lineNumber: rowIndex + 1,
  cosineSimilarity: 0.9,
  preview: `row ${rowIndex}`,
});
const groupOf = (...rowIndexes: readonly number[]): NearDuplicateCluster => ({
  number: 1,
  rows: rowIndexes.map(row),
});
const GROUP = groupOf(4, 0, 8);
const OTHER = groupOf(5, 6);

/** No entry is asked for its dataset here. */
const SESSION = undefined as never;
const groupNode = (cluster: NearDuplicateCluster): ClusterNode => ({ session: SESSION, cluster });
const rowNode = (cluster: NearDuplicateCluster, rowIndex: number): RowNode => ({
  ...groupNode(cluster),
  row: row(rowIndex),
});

/** A session that answers every decision with the number of rows it changed, and a user who undoes or does not. */
function setUp({ changed, undoes }: { changed: number; undoes: boolean }) {
  const asked: unknown[] = [];
  const said: string[] = [];
  const session = {
    request: (method: string, params: unknown) => {
      asked.push([method, params]);
      return Promise.resolve({ rows: changed });
    },
  } as unknown as Parameters<typeof keepBest>[0];
  const tell = (message: string): Promise<boolean> => {
    said.push(message);
    return Promise.resolve(undoes);
  };
  return { session, tell, asked, said };
}

describe('groups of near-duplicates', () => {
  it('keep their best by one decision about one of them, several or all, which is told', async () => {
    const { session, tell, asked, said } = setUp({ changed: 2, undoes: false });
    await keepBest(session, [GROUP], tell);
    await keepBest(session, [GROUP, OTHER], tell);
    await keepBest(session, undefined, tell);
    assert.deepEqual(asked, [
      ['decisions/keepBest', { rowIndexes: [4, 0, 8] }],
      ['decisions/keepBest', { rowIndexes: [4, 0, 8, 5, 6] }],
      ['decisions/keepBest', {}],
    ]);
    assert.match(said[0] ?? '', /^2 rows dropped/);
  });

  it('have chosen rows, and those of chosen groups, kept or dropped by one decision, each once', async () => {
    const { session, tell, asked, said } = setUp({ changed: 4, undoes: false });
    const nodes = [rowNode(GROUP, 8), groupNode(OTHER), rowNode(OTHER, 6), rowNode(GROUP, 0)];
    await decideChosen(session, 'drop', nodes, tell);
    await decideChosen(session, 'keep', nodes, tell);
    assert.deepEqual(asked, [
      ['decisions/add', { rowIndexes: [8, 0, 5, 6], decisions: [{ kind: 'drop' }] }],
      ['decisions/add', { rowIndexes: [8, 0, 5, 6], decisions: [{ kind: 'keep' }] }],
    ]);
    assert.deepEqual(said, ['4 rows dropped.', '4 rows kept.']);
  });

  it('lose a row that is told apart from each of the others', async () => {
    const { session, tell, asked, said } = setUp({ changed: 3, undoes: false });
    await tellRowsApart(session, [rowNode(GROUP, 0)], tell);
    assert.deepEqual(asked, [['decisions/tellApart', { pairs: [[0, 4], [0, 8]], areSame: false }]]); // prettier-ignore
    assert.match(said[0] ?? '', /^Line 1 is not the same/);
  });

  it('lose several rows, and are groups no more once they are chosen whole, by one decision that has each pair once', async () => {
    const { session, tell, asked, said } = setUp({ changed: 5, undoes: false });
    await tellRowsApart(session, [rowNode(GROUP, 0), rowNode(GROUP, 8), groupNode(OTHER)], tell);
    const pairs = [[0, 8], [0, 4], [8, 4], [5, 6]]; // prettier-ignore
    assert.deepEqual(asked, [['decisions/tellApart', { pairs, areSame: false }]]);
    assert.match(said[0] ?? '', /^4 rows are not the same as the others of their groups/);
  });

  it('are not told apart where that would be more decisions than a file should take at once', async () => {
    const { session, tell, asked } = setUp({ changed: 1, undoes: false });
    const large = groupOf(...Array.from({ length: 448 }, (_, index) => index));
    await assert.rejects(tellRowsApart(session, [groupNode(large)], tell), {
      code: 'usage',
      message: /100,128 pairs.*at most 100,000/,
    });
    assert.deepEqual(asked, []);
  });

  it('are as they were once the user undoes it, unless there was nothing to do', async () => {
    const undone = setUp({ changed: 2, undoes: true });
    await keepBest(undone.session, [GROUP], undone.tell);
    assert.deepEqual(undone.asked.at(-1), ['decisions/undo', {}]);
    const nothing = setUp({ changed: 0, undoes: true });
    await keepBest(nothing.session, [GROUP], nothing.tell);
    assert.equal(nothing.asked.length, 1);
    assert.match(nothing.said[0] ?? '', /^Nothing to drop/);
  });
});

describe('entries that are chosen among groups', () => {
  const [first, second] = [rowNode(GROUP, 4), rowNode(GROUP, 0)];

  it('are all of them where a menu opens on one, that one alone elsewhere, and those of the tree for a key', () => {
    assert.deepEqual(chosenNodes([first], second, [second, first]), [second, first]);
    assert.deepEqual(chosenNodes([first], second), [second]);
    assert.deepEqual(chosenNodes([first]), [first]);
    assert.deepEqual(chosenNodes([first], { other: 'extension' }, ['anything']), [first]);
  });

  it('are compared as two rows, of one group or of two', () => {
    assert.deepEqual(comparedRows([second, rowNode(OTHER, 6)]), { rowIndex: 0, otherRowIndex: 6 });
    assert.deepEqual(comparedRows([groupNode(OTHER), second]), { rowIndex: 5, otherRowIndex: 0 });
  });

  it('are compared with the first of the group where one is chosen, and that one with the most similar', () => {
    assert.deepEqual(comparedRows([rowNode(GROUP, 8)]), { rowIndex: 8, otherRowIndex: 4 });
    assert.deepEqual(comparedRows([first]), { rowIndex: 4, otherRowIndex: 0 });
    assert.deepEqual(comparedRows([groupNode(GROUP)]), { rowIndex: 4, otherRowIndex: 0 });
  });

  it('are not compared where they are none, more than two, or one and the same row', () => {
    for (const nodes of [[], [first, second, rowNode(GROUP, 8)], [groupNode(GROUP), first]]) {
      assert.equal(comparedRows(nodes), undefined);
    }
  });
});
