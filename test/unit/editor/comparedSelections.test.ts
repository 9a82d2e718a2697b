import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { comparableRuns } from '../../../src/editor/selections/comparableRuns';
import { ComparedSelections } from '../../../src/editor/selections/comparedSelections';
import type { CompareRequest, SelectionComparison } from '../../../src/protocol/comparison';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { fakeComparison } from '../../support/page/selections/fakeComparison';
import { FakeEngine, fileUri, INFO } from './support/fakeEngine';

const EMBEDDER = { kind: 'built-in' } as const;
const COMPARISON = {
  runs: [{ name: 'kept' }, { name: 'random 1' }],
  pairs: [],
  distributions: [
    {
      signal: 'turns',
      bars: [
        { low: 1, high: 2 },
        { low: 2, high: 2 },
      ],
      pool: [4, 1],
      runs: [],
    },
  ],
  pool: { rows: 5, clusters: 2 },
} as unknown as SelectionComparison;
const ROWS = {
  selected: [
    [3, 1, 4],
    [1, 0, 2],
  ],
  bars: [
    [
      [0, 1, 0],
      [1, 0, 0],
    ],
  ],
};

describe('selections compared in the editor', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'deita-'));
    await mkdir(path.join(folder, 'train.deita', 'runs'), { recursive: true });
    const report = { rows: [{ rowIndex: 3, rank: 1 }, { rowIndex: 0 }, { rowIndex: 1, rank: 2 }] };
    await writeFile(path.join(folder, 'train.deita', 'runs', 'kept.json'), JSON.stringify(report));
    await writeFile(path.join(folder, 'train.deita', 'runs', 'broken.json'), '{}');
  });

  after(() => rm(folder, { recursive: true }));

  async function setUp(info: Partial<DatasetInfo> = {}, agrees = true) {
    const engine = new FakeEngine({
      'dataset/compare': () => ({ ...COMPARISON, rows: ROWS }),
      'dataset/estimate': () => ({ requests: 1, tokens: 10, isPaid: true }) as never,
      'view/set': ({ query: { rowSet } }) => ({
        rowCount: rowSet !== undefined && 'rows' in rowSet ? rowSet.rows.length : 0,
        order: '',
      }),
      'view/rows': () => [{ rowIndex: 3, lineNumber: 4, preview: 'a', values: {} }],
    });
    const file = fileUri(path.join(folder, 'train.jsonl'));
    const session = await DatasetSession.open(file, engine, () => Promise.resolve({ ...INFO, ...info }));
    const parameters = {
      of: () => assert.fail('not asked'),
      forComparing: () => ({ embedder: EMBEDDER, threshold: 0.8 }),
      budget: () => ({ budget: 2 }),
    };
    const consent = { price: () => null, limit: () => 0, tell: () => undefined, ask: () => Promise.resolve(agrees) };
    return { engine, session, compared: new ComparedSelections({ parameters, consent }, 'view') };
  }

  it('are the kept ones, and the one that the table shows', async () => {
    const { session } = await setUp();
    assert.deepEqual(
      (await comparableRuns(session)).map(({ name }) => name),
      ['broken', 'kept'],
    );
    const { session: selected } = await setUp({ selection: {} as never });
    assert.deepEqual((await comparableRuns(selected))[0], { name: 'current selection', isCurrent: true });
  });

  it('are handed to the engine by their rows, and the shown one by itself', async () => {
    const { engine, session, compared } = await setUp({ selection: {} as never });
    assert.deepEqual(await compared.compare(session, ['current selection', 'kept']), COMPARISON);
    const { runs, embedder, scorer } = engine.asked.at(-1)?.params as CompareRequest;
    assert.deepEqual(runs, [
      { name: 'current selection', isCurrent: true },
      { name: 'kept', selectedRows: [3, 1] },
    ]);
    assert.deepEqual([embedder, scorer], [EMBEDDER, undefined]);
  });

  it('are refused where a run is gone, or its file no report any more', async () => {
    const { session, compared } = await setUp();
    await assert.rejects(compared.compare(session, ['gone']), { code: 'usage', message: /"gone"/ });
    await assert.rejects(compared.compare(session, ['broken']), { code: 'usage', message: /broken\.json/ });
    assert.equal(compared.comparison, null);
  });

  it('tell the rows of a bar and of one run alone, by a name for people', async () => {
    const { session, compared } = await setUp();
    assert.throws(() => compared.bar({ distribution: 0, run: 0, bar: 0 }), { code: 'usage' });
    await compared.compare(session, ['kept']);
    assert.deepEqual(compared.bar({ distribution: 0, run: 0, bar: 0 }), { name: 'kept · Turns: 1', rows: [3, 4] });
    assert.deepEqual(compared.onlyIn({ a: 'random 1', b: 'kept' }), {
      name: 'only in random 1, not in kept',
      rows: [0, 2],
    });
    assert.throws(() => compared.onlyIn({ a: 'other', b: 'kept' }), { code: 'usage' });
    assert.throws(() => compared.bar({ distribution: 0, run: 0, bar: 2 }), { code: 'usage' });
  });

  it('are written as a card, as a figure, and as the picture that the page has drawn', async () => {
    const { session, compared } = await setUp();
    assert.equal(compared.fileContent(session, { kind: 'card.md' }), null);
    assert.equal(compared.fileContent(session, { kind: 'curve.svg' }), null);
    compared.comparison = fakeComparison(['kept']);
    assert.match(String(compared.fileContent(session, { kind: 'card.md' })), /^# Selections of train\\.jsonl compared/);
    assert.match(String(compared.fileContent(session, { kind: 'card.html' })), /^<!DOCTYPE html>/);
    assert.match(String(compared.fileContent(session, { kind: 'figure.svg' })), /^<svg /);
    assert.deepEqual(compared.fileContent(session, { kind: 'figure.png', png: 'AQI=' }), Buffer.from([1, 2]));
    compared.curve = { points: [], strategy: [] };
    assert.match(String(compared.fileContent(session, { kind: 'curve.svg' })), /^<svg /);
  });

  it('list the first rows of one run alone through a view of their own', async () => {
    const { engine, session, compared } = await setUp();
    await compared.compare(session, ['kept']);
    const listed = await compared.listOnlyIn(session, { a: 'kept', b: 'random 1' }, new AbortController().signal);
    assert.deepEqual(listed, { count: 2, rows: [{ rowIndex: 3, lineNumber: 4, preview: 'a' }] });
    assert.deepEqual(engine.methods().slice(-2), ['view/set', 'view/rows']);
  });
});
