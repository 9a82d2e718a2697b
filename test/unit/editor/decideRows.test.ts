import assert from 'node:assert/strict';
import type { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { decideRows, type AskForText } from '../../../src/editor/decisions/decideRows';
import type { DecisionRequest, RowMarks } from '../../../src/protocol/decisions';

type Request = Pick<DatasetSession, 'request'>['request'];

/** A session that keeps what it is asked to decide, of a row with these marks. */
function session(marks: RowMarks = {}) {
  const added: DecisionRequest[] = [];
  const request = (async (method: string, params: DecisionRequest) => {
    if (method === 'row/detail') return Promise.resolve({ marks });
    added.push(params);
    return Promise.resolve({ rows: 2 });
  }) as unknown as Request;
  return { request, added };
}

const nobody: AskForText = () => Promise.reject(new Error('Nobody is asked.'));
const ONE = { rowIndex: 4, positions: [] } as const;
const MANY = { positions: [[3, 9]] } as const;

describe('deciding about rows in the editor', () => {
  it('keeps and drops without a question', async () => {
    const { request, added } = session();
    assert.deepEqual(await decideRows({ request }, 'v', { kind: 'keep', ...ONE }, nobody), { rows: 2 });
    await decideRows({ request }, 'v', { kind: 'drop', ...MANY }, nobody);
    assert.deepEqual(added, [
      { rowIndexes: [4], positions: [], viewId: 'v', decisions: [{ kind: 'keep' }] },
      { rowIndexes: [], positions: [[3, 9]], viewId: 'v', decisions: [{ kind: 'drop' }] },
    ]);
  });

  it('asks for a note with the one that is there, and does nothing where the user gives up', async () => {
    const { request, added } = session({ note: 'before' });
    const asked: string[] = [];
    const ask = (answer: string | undefined): AskForText => {
      return ({ value }) => {
        asked.push(value);
        return Promise.resolve(answer);
      };
    };
    assert.deepEqual(await decideRows({ request }, 'v', { kind: 'note', ...ONE }, ask(undefined)), { rows: 0 });
    assert.equal(added.length, 0);
    await decideRows({ request }, 'v', { kind: 'note', ...ONE }, ask(' after '));
    await decideRows({ request }, 'v', { kind: 'note', ...MANY }, ask(''));
    assert.deepEqual(
      added.map(({ decisions }) => decisions),
      ['after', ''].map((value) => [{ kind: 'note', value }]),
    );
    assert.deepEqual(asked, ['before', 'before', '']);
  });

  it('takes away the tags that were taken out of the list of a row, and adds to many, all at once', async () => {
    const { request, added } = session({ tags: ['a', 'b'] });
    await decideRows({ request }, 'v', { kind: 'tag', ...ONE }, ({ value }) => {
      assert.equal(value, 'a, b');
      return Promise.resolve('b, c,, c ');
    });
    await decideRows({ request }, 'v', { kind: 'tag', ...MANY }, () => Promise.resolve('d'));
    assert.deepEqual(
      added.map(({ decisions }) => decisions.map(({ kind, value }) => `${kind} ${value}`)),
      [['untag a', 'tag c'], ['tag d']],
    );
  });
});
