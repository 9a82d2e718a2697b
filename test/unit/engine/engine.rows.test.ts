import assert from 'node:assert/strict';
import { say } from '../../../src/messages/say';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { allRows, EMBEDDED, EngineFixture, PRECOMPUTED, select } from './engineFixture';
import { StubModels, stubReasons } from './stubModels';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: rows', () => {
  const fixture = new EngineFixture();

  it('shows rows at once, without status or scores', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    assert.equal(info.rowCount, 3);
    assert.equal(info.selection, null);
    assert.deepEqual((await allRows(engine, info))[1], {
      rowIndex: 1,
      lineNumber: 2,
      values: { turns: 1, estimatedTokens: 8 },
      preview: 'topic1 question number 1',
      responsePreview: 'answer 1',
    });
  });

  for (const [what, content, own] of [
    ['a row a line', toJsonLines(poolRows(3)), undefined],
    ['an indented array', JSON.stringify(poolRows(3), null, 2), true],
    ['lines with an empty one before the rows', `\n${toJsonLines(poolRows(3))}`, true],
  ] as const) {
    it(`says whether rows have other numbers than their lines: ${what}`, async () => {
      const file = await fixture.folder.write('numbers.json', content);
      const engine = fixture.start();
      const info = await engine.request('dataset/open', { path: file });
      assert.deepEqual([info.rowCount, info.rowsHaveOwnNumbers], [3, own]);
    });
  }

  it('finds bad rows in the background', async () => {
    const file = await fixture.folder.write('pool.jsonl', `${toJsonLines(poolRows(200))}nonsense\n`);
    const engine = fixture.start();
    const found = new Promise<DatasetInfo>((resolve) => {
      engine.on('datasetChanged', (info) => info.problemCount > 0 && resolve(info));
    });
    await engine.request('dataset/open', { path: file });
    assert.equal((await found).problemCount, 1);
  });

  it('knows the bad rows of a file at once when it was read before', async () => {
    const file = await fixture.folder.write('pool.jsonl', `${toJsonLines(poolRows(20))}nonsense\n`);
    const cacheDir = fixture.folder.path('cache');
    const first = fixture.start(new StubModels(), cacheDir);
    const found = new Promise<void>((resolve) => {
      first.on('datasetChanged', (info) => info.problemCount > 0 && resolve());
    });
    await first.request('dataset/open', { path: file });
    await found;
    await first.dispose();

    const second = fixture.start(new StubModels(), cacheDir);
    const info = await second.request('dataset/open', { path: file });
    assert.equal(info.problemCount, 1);
    const [problem] = await second.request('dataset/problems', { datasetId: info.datasetId, limit: 10 });
    assert.equal(problem?.lineNumber, 21);
    const query = { sort: { column: 'turns', descending: true } } as const;
    await second.request('view/set', { datasetId: info.datasetId, viewId: 'v', query });
    const page = { datasetId: info.datasetId, viewId: 'v', start: 20, count: 1 };
    assert.equal((await second.request('view/rows', page))[0]?.rowIndex, 20, 'a bad row has no turns');
  });

  it('tells a row in detail: scores by turn and near-duplicates both ways', async () => {
    const rows = [
      { instruction: 'topic0 long foreign', output: 'x', history: [['topic0 before', 'y']], system: 'be kind' },
      { instruction: 'topic0 other', output: 'z' },
      { instruction: 'topic1 other', output: 'z' },
    ];
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    await engine.request('dataset/select', {
      datasetId,
      budget: -1,
      threshold: 0.9,
      scorer: EMBEDDED,
      embedder: EMBEDDED,
    });
    const detail = await engine.request('row/detail', { datasetId, rowIndex: 0 });
    assert.equal(detail.system, 'be kind');
    assert.equal(detail.turns.length, 2);
    assert.equal(detail.heuristicScores, true);
    assert.deepEqual(detail.turns[1]?.truncated, say('cut.end.response', { characters: 4 }));
    assert.equal(detail.turns[1].outsideLanguage, true);
    assert.equal(detail.selectedCount, 3);
    const evol = detail.turns.reduce((sum, turn) => sum + (turn.complexityScore ?? 0) * (turn.qualityScore ?? 0), 0);
    assert.equal(detail.values.evolScore, evol);
  });

  it('shows a row as it stands in the file, and what of it is no part of its conversation', async () => {
    const line = '{"id": 12345678901234567890, "instruction": "q", "output": "a", "tools": [{"name": "f"}]}';
    const file = await fixture.folder.write('pool.jsonl', `${line}\n{"broken\n`);
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const { otherFields } = await engine.request('row/detail', { datasetId, rowIndex: 0 });
    assert.deepEqual(otherFields, ['id', 'tools']);
    assert.deepEqual(await engine.request('row/source', { datasetId, rowIndex: 0 }), {
      text: line,
      fields: [
        { name: 'id', text: '12345678901234567890' },
        { name: 'tools', text: '[\n  {\n    "name": "f"\n  }\n]', isJson: true },
      ],
    });
    assert.deepEqual(await engine.request('row/source', { datasetId, rowIndex: 1 }), { text: '{"broken', fields: [] });
  });

  it('cuts what it shows of a huge row, and says how long it is', async () => {
    const row = JSON.stringify({ instruction: 'q', output: 'a', note: 'ü'.repeat(300_000) });
    const file = await fixture.folder.write('pool.jsonl', `${row}\n`);
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const { text, length, fields } = await engine.request('row/source', { datasetId, rowIndex: 0 });
    assert.deepEqual([text, length], [row.slice(0, 200_000), row.length]);
    assert.deepEqual(
      fields.map((field) => [field.name, field.text.length, field.length]),
      [['note', 50_000, 300_000]],
    );
  });

  it('tells of images and of what else stands in a message', async () => {
    const content = [
      { type: 'text', text: 'q' },
      { type: 'image_url', image_url: { url: 'a.png' } },
    ];
    const messages = [
      { role: 'user', content },
      { role: 'assistant', content: 'a', weight: 0 },
    ];
    const file = await fixture.folder.write('pool.jsonl', toJsonLines([{ messages }]));
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const { turns } = await engine.request('row/detail', { datasetId, rowIndex: 0 });
    assert.deepEqual(turns[0]?.messages, [
      { role: 'user', text: 'q', otherParts: ['image'] },
      { role: 'assistant', text: 'a', fields: [{ name: 'weight', text: '0' }] },
    ]);
  });

  it('says what raised and lowered the scores of the default scorer, and of no other', async () => {
    const rows = [
      { instruction: 'topic0', output: 'x', complexity_scores: [2], quality_scores: [3] },
      { instruction: 'unscorable topic1', output: 'y' },
    ];
    const file = await fixture.folder.write('pool.jsonl', `${toJsonLines(rows)}{"broken\n`);
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const reasons = (rowIndex: number) => engine.request('row/reasons', { datasetId, rowIndex });
    assert.deepEqual(await reasons(0), [], 'before anything is scored');
    await engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    assert.deepEqual(await reasons(0), [stubReasons({ instruction: 'topic0', response: 'x' })]);
    assert.deepEqual(await reasons(1), [null]);
    assert.deepEqual(await reasons(2), [], 'a bad row');
    await engine.request('dataset/score', { datasetId, scorer: PRECOMPUTED });
    assert.deepEqual(await reasons(0), [], 'scores that the row carries');
  });

  it('answers for lines and for the nearest selected row', async () => {
    const file = await fixture.folder.write('pool.jsonl', `\n${toJsonLines(poolRows(10)).replaceAll('\n', '\n\n')}`);
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    const { datasetId } = info;
    const rows = await engine.request('row/byLines', { datasetId, firstLine: 1, lastLine: 5 });
    assert.deepEqual(
      rows.map(({ rowIndex, lineNumber }) => [rowIndex, lineNumber]),
      [
        [0, 2],
        [1, 4],
      ],
    );
    await select(engine, info, { budget: 2 });
    const selected = (await allRows(engine, info)).filter(({ rank }) => rank !== undefined).map((row) => row.rowIndex);
    const [low, high] = selected as [number, number];
    const adjacent = async (rowIndex: number, step: 1 | -1) =>
      (await engine.request('row/adjacentSelected', { datasetId, rowIndex, step }))?.rowIndex;
    assert.equal(await adjacent(low, 1), high);
    assert.equal(await adjacent(high, 1), low, 'wraps around');
    assert.equal(await adjacent(low, -1), high, 'wraps around');
  });

  it('is one dataset however often it is opened, and closed with the last use', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const engine = fixture.start();
    const first = await engine.request('dataset/open', { path: file });
    const second = await engine.request('dataset/open', { path: file });
    assert.equal(first.datasetId, second.datasetId);
    const { datasetId } = first;
    await engine.request('dataset/close', { datasetId });
    await engine.request('row/detail', { datasetId, rowIndex: 0 });
    await engine.request('dataset/close', { datasetId });
    await assert.rejects(engine.request('row/detail', { datasetId, rowIndex: 0 }), { code: 'datasetNotOpen' });
  });
});
