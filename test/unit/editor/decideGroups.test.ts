import assert from 'node:assert/strict';
import { keepBest, tellRowApart } from '../../../src/editor/nearDuplicates/decideGroups';
import type { NearDuplicateCluster, NearDuplicateRow } from '../../../src/protocol/dataset';

const row = (rowIndex: number): NearDuplicateRow => ({
  rowIndex,
  lineNumber: rowIndex + 1,
  cosineSimilarity: 0.9,
  preview: `row ${rowIndex}`,
});
const GROUP: NearDuplicateCluster = { rows: [row(4), row(0), row(8)] };

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
  it('keep their best by a decision about one of them or all, which is told', async () => {
    const { session, tell, asked, said } = setUp({ changed: 2, undoes: false });
    await keepBest(session, GROUP, tell);
    await keepBest(session, undefined, tell);
    assert.deepEqual(asked, [
      ['decisions/keepBest', { rowIndexes: [4, 0, 8] }],
      ['decisions/keepBest', {}],
    ]);
    assert.match(said[0] ?? '', /^2 rows dropped/);
  });

  it('lose a row that is told apart from each of the others', async () => {
    const { session, tell, asked, said } = setUp({ changed: 3, undoes: false });
    await tellRowApart(session, GROUP, row(0), tell);
    assert.deepEqual(asked, [['decisions/tellApart', { pairs: [[0, 4], [0, 8]], areSame: false }]]); // prettier-ignore
    assert.match(said[0] ?? '', /^Line 1 is not the same/);
  });

  it('are as they were once the user undoes it, unless there was nothing to do', async () => {
    const undone = setUp({ changed: 2, undoes: true });
    await keepBest(undone.session, GROUP, undone.tell);
    assert.deepEqual(undone.asked.at(-1), ['decisions/undo', {}]);
    const nothing = setUp({ changed: 0, undoes: true });
    await keepBest(nothing.session, GROUP, nothing.tell);
    assert.equal(nothing.asked.length, 1);
    assert.match(nothing.said[0] ?? '', /^Nothing to drop/);
  });
});
