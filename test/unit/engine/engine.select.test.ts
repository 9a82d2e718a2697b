import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages/wording';
import { DeitaError } from '../../../src/common/errors';
import { rowCard } from '../../../src/wording/rowCard';
import { npyOf } from '../../support/npy';
import { EMBEDDED, EngineFixture, PRECOMPUTED, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels, stubScore } from './stubModels';

describe('engine: selection', () => {
  const fixture = new EngineFixture();

  it('says in the report which rows are outside the language of the scorer', async () => {
    const rows = [
      { instruction: 'topic0 in a foreign language', output: 'x' },
      { instruction: 'topic1 plain', output: 'y' },
    ];
    const engine = fixture.start();
    const info = await engine.request('dataset/open', {
      path: await fixture.folder.write('two.jsonl', toJsonLines(rows)),
    });
    const summary = await select(engine, info, { budget: 2 });
    assert.equal(summary.rowsOutsideLanguage, 1);
    const scored = await engine.request('dataset/score', { datasetId: info.datasetId, scorer: EMBEDDED });
    assert.equal(scored.rowsOutsideLanguage, 1);
    const notes = (await fixture.report(engine, info)).rows.map(({ note }) => note);
    assert.deepEqual(notes, ["outside the default scorer's language", undefined]);
  });

  it('scores every turn, selects by evol score and explains each row in the report', async () => {
    const rows = [
      ...poolRows(40, 10),
      {
        conversations: [
          { from: 'human', value: 'unscorable first' },
          { from: 'gpt', value: 'x' },
        ],
      },
    ];
    const file = await fixture.folder.write('pool.jsonl', `${toJsonLines(rows)}{"broken\n`);
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    const summary = await select(engine, info, { budget: 6 });
    const { counts, rows: entries } = await fixture.report(engine, info);

    assert.deepEqual(summary.counts, counts);
    assert.equal(counts.rows, 42);
    assert.equal(counts.selected + counts.nearDuplicate + counts.notReached + counts.unscored, counts.rows);
    assert.equal(counts.unscored, 2);
    assert.deepEqual(
      entries.map(({ rowIndex }) => rowIndex),
      Array.from({ length: 42 }, (_, row) => row),
    );
    const selected = entries.filter(({ status }) => status === 'selected');
    assert.equal(selected.length, 6);
    const byRank = [...selected].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    assert.deepEqual(
      byRank.map(({ rank }) => rank),
      [1, 2, 3, 4, 5, 6],
    );
    for (const [at, row] of byRank.entries()) {
      assert.ok(at === 0 || (byRank[at - 1]?.evolScore ?? 0) >= (row.evolScore ?? 0));
    }
    const topics = new Set(selected.map(({ rowIndex }) => rowIndex % 10));
    assert.equal(topics.size, 6, 'two selected rows begin with the same word');
    for (const row of entries.slice(0, 40)) {
      const score = stubScore({
        instruction: `topic${row.rowIndex % 10} question number ${row.rowIndex}`,
        response: `answer ${row.rowIndex}`,
      });
      assert.ok('complexityScore' in score);
      assert.deepEqual(row.complexityScores, [score.complexityScore]);
      assert.deepEqual(row.qualityScores, [score.qualityScore]);
      assert.equal(row.evolScore, score.complexityScore * score.qualityScore);
    }
    for (const row of entries.filter(({ status }) => status === 'nearDuplicate')) {
      const original = entries[row.nearDuplicateOf ?? -1];
      assert.equal(original?.status, 'selected');
      assert.equal(original.rowIndex % 10, row.rowIndex % 10);
      assert.ok((row.cosineSimilarity ?? 0) > 0.9);
    }
    assert.equal(entries[40]?.reason, 'cannot be scored');
    assert.match(entries[41]?.reason ?? '', /Invalid JSON/);
    assert.equal(entries[41]?.complexityScores, undefined);
  });

  it('never scores or embeds a bad row', async () => {
    const file = await fixture.folder.write(
      'pool.jsonl',
      `{"instruction": "", "output": "x"}\n${toJsonLines(poolRows(2))}nonsense\n`,
    );
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    const summary = await select(engine, info);
    assert.deepEqual(summary.counts, { rows: 4, selected: 2, nearDuplicate: 0, notReached: 0, unscored: 2 });
    assert.equal(models.scored.length, 2);
    assert.equal(models.outlined.length, 2);
    assert.equal(models.embedded.length, 0);
    const problems = await engine.request('dataset/problems', { datasetId: info.datasetId, limit: 10 });
    assert.deepEqual(
      problems.map(({ lineNumber, code }) => [lineNumber, code]),
      [
        [1, 'emptyInstruction'],
        [4, 'invalidJson'],
      ],
    );
  });

  it('embeds only what the walk reaches', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(500)));
    const models = new StubModels();
    const engine = fixture.start(models);
    const summary = await select(engine, await engine.request('dataset/open', { path: file }), { budget: 3 });
    assert.equal(summary.walked, 3);
    assert.ok(models.outlined.length < 100, `${models.outlined.length} rows outlined`);
  });

  it('scores the same text once, also within one batch', async () => {
    const row = { instruction: 'same words', output: 'same answer' };
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(Array.from({ length: 50 }, () => row)));
    const models = new StubModels();
    const engine = fixture.start(models);
    const summary = await select(engine, await engine.request('dataset/open', { path: file }), { budget: -1 });
    assert.deepEqual(models.scored, ['same words']);
    assert.deepEqual(summary.computed, { turnsScored: 1, rowsEmbedded: 1 });
    assert.equal(summary.counts.nearDuplicate, 49);
  });

  it('uses carried scores, and says which rows have none', async () => {
    const rows = [
      { instruction: 'a', output: 'b', complexity_scores: [2], quality_scores: [3] },
      { instruction: 'c', output: 'd' },
      { instruction: 'e', output: 'f', complexity_scores: [4], quality_scores: [9] },
    ];
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    const summary = await select(engine, info, { scorer: PRECOMPUTED });
    assert.equal(summary.counts.selected, 1);
    assert.deepEqual(models.scored, []);
    const entries = (await fixture.report(engine, info)).rows;
    assert.equal(entries[0]?.evolScore, 6);
    assert.match(entries[1]?.reason ?? '', /carries no complexity_scores/);
    assert.match(entries[2]?.reason ?? '', /outside 1 to 6/);
  });

  it('refuses carried scores when no row has any', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    await assert.rejects(select(engine, info, { scorer: PRECOMPUTED }), (error) => {
      return error instanceof DeitaError && error.code === 'scoresMissing';
    });
  });

  it('refuses embeddings with another number of rows', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(12)));
    const embedder = { kind: 'file', path: await fixture.folder.write('embeddings.npy', ones(10, 4)) } as const;
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    await assert.rejects(select(engine, info, { embedder }), {
      code: 'embeddingsMismatch',
      message: 'embeddings.npy has 10 rows, the dataset 12.',
    });
  });

  it('waits for a row that is not indexed yet', async () => {
    const long = toJsonLines([{ instruction: `topic0 ${'x'.repeat(8_000_000)}`, output: 'y' }]);
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(1)) + long + toJsonLines(poolRows(1)));
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const near = await engine.request('row/neighbours', { datasetId, rowIndex: 2, count: 1, embedder: EMBEDDED });
    assert.deepEqual(
      near.map(({ rowIndex }) => rowIndex),
      [0],
    );
  });

  it('finds nearest rows and groups of near-duplicates of the whole pool', async () => {
    const file = await fixture.folder.write('pool.jsonl', `nonsense\n${toJsonLines(poolRows(12, 4))}`);
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const near = await engine.request('row/neighbours', { datasetId, rowIndex: 3, count: 3, embedder: EMBEDDED });
    assert.deepEqual(
      near.slice(0, 2).map(({ rowIndex, lineNumber }) => [rowIndex, lineNumber]),
      [
        [7, 8],
        [11, 12],
      ],
    );
    assert.equal(near.length, 3);
    const groups = await engine.request('dataset/nearDuplicates', { datasetId, embedder: EMBEDDED, threshold: 0.9 });
    assert.deepEqual(
      groups.map(({ rows }) => rows.map(({ rowIndex }) => rowIndex)),
      [
        [1, 5, 9],
        [2, 6, 10],
        [3, 7, 11],
        [4, 8, 12],
      ],
    );
    await assert.rejects(engine.request('row/neighbours', { datasetId, rowIndex: 0, count: 3, embedder: EMBEDDED }), {
      code: 'usage',
    });
  });

  it('says of a row that is too long for the embedder what of it was read', async () => {
    const rows = [...poolRows(3), { instruction: 'topic9 tell', output: 'x'.repeat(2_000_000) }];
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    const detail = (rowIndex: number) => engine.request('row/detail', { datasetId: info.datasetId, rowIndex });
    await engine.request('dataset/score', { datasetId: info.datasetId, scorer: EMBEDDED }); // All rows are indexed then.
    assert.equal((await detail(3)).notEmbedded, undefined);
    assert.equal((await select(engine, info)).rowsTruncated, 1);
    assert.ok(models.embedded.every((text) => text.length < 1_100_000));
    const notEmbedded = inEnglish((await detail(3)).notEmbedded ?? '');
    assert.match(notEmbedded, /^about 1,0\d\d,\d{3} of 2,000,011 characters were read, spread evenly over the row$/);
    assert.equal((await detail(2)).notEmbedded, undefined);
    assert.ok(rowCard(await detail(3)).notes.includes(`Truncated for embedding: ${notEmbedded}`));
  });
});

/** A matrix of ones. */
function ones(rows: number, dimensions: number): Buffer {
  return npyOf(Array.from({ length: rows }, () => new Array<number>(dimensions).fill(1)));
}
