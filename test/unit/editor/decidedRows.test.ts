import assert from 'node:assert/strict';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { DecidedRows } from '../../../src/editor/textEditor/decidedRows';
import type { RowSummary, SelectionSummary } from '../../../src/protocol/dataset';
import { FakeEngine, fileUri, INFO } from './support/fakeEngine';

describe('decided rows', () => {
  const row = (rowIndex: number): RowSummary => ({ rowIndex, lineNumber: rowIndex + 1, values: {}, preview: '' });

  async function sessionWith(
    answers: readonly (() => RowSummary[] | Promise<RowSummary[]>)[],
  ): Promise<DatasetSession> {
    const selection = {} as SelectionSummary; // That there is one is all that counts.
    const waiting = [...answers];
    const engine = new FakeEngine({
      'dataset/open': () => ({ ...INFO, selection }),
      'view/set': () => ({ rowCount: 1, order: 'file' }),
      'view/rows': () => waiting.shift()?.() ?? [],
      'view/close': () => null,
    });
    return DatasetSession.open(fileUri('/data/train.jsonl'), engine, () =>
      engine.request('dataset/open', { path: '/data/train.jsonl' }),
    );
  }

  it('are fetched once a selection', async () => {
    const decided = new DecidedRows();
    const session = await sessionWith([() => [row(1)], () => [row(2)]]);
    assert.deepEqual(await Promise.all([decided.of(session), decided.of(session)]), [[row(1)], [row(1)]]);
    decided.forget(session);
    assert.deepEqual(await decided.of(session), [row(2)]);
  });

  it('are never those of a selection before, however late they come', async () => {
    const decided = new DecidedRows();
    let answer: (rows: RowSummary[]) => void = () => undefined;
    const late = new Promise<RowSummary[]>((resolve) => (answer = resolve));
    const session = await sessionWith([() => late, () => [row(2)]]);
    const asked = decided.of(session);
    await new Promise((resolve) => setImmediate(resolve));
    decided.forget(session);
    const askedAgain = decided.of(session);
    answer([row(1)]);
    assert.deepEqual(await Promise.all([asked, askedAgain]), [[row(2)], [row(2)]]);
  });

  it('are asked for again after a failure', async () => {
    const decided = new DecidedRows();
    const session = await sessionWith([() => Promise.reject(new Error('down')), () => [row(2)]]);
    await assert.rejects(decided.of(session), /down/);
    assert.deepEqual(await decided.of(session), [row(2)]);
  });
});
