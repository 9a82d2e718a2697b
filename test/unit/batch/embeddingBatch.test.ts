import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { EmbeddingBatch } from '../../../src/batch/embeddingBatch';
import { exportRequests } from '../../../src/batch/exportBatch';
import { importResults } from '../../../src/batch/importBatch';
import { OPENAI_LIMITS } from '../../../src/batch/limits';
import type { Row } from '../../../src/dataset/conversation';
import { embeddingText, readableText } from '../../../src/embedding/embeddingText';
import { normaliseText } from '../../../src/embedding/normalForm';
import { inEnglish } from '../../../src/messages/wording';
import { EmbeddingCache } from '../../../src/storage/embeddingCache';
import type { MemoryBlobs } from '../../../src/storage/memoryBlobs';
import { stubVector } from '../../support/servers/batchAnswers';
import { temporaryFolder } from '../../support/temporaryFolder';
import { answersTo, goodRow, IDENTITY, importRun, memory, requestsIn, rowsOf, run, turn } from './batchFixture';
import type { ImportSummary } from '../../../src/protocol/batch';

const ROWS = rowsOf([[turn(1), turn(2)], null, [turn(3)], [turn(3)]]);
const identityFor = (dimensions: number) => ({ ...IDENTITY, hash: `${IDENTITY.hash} ${dimensions}` });

function embeddingBatch(blobs: MemoryBlobs, model = 'e-model'): EmbeddingBatch {
  return new EmbeddingBatch({ model, identityFor }, blobs);
}

function textOf(row: Row | undefined): string {
  return normaliseText(embeddingText(goodRow(row).conversation));
}

function cached(blobs: MemoryBlobs, row: Row | undefined): Float32Array | undefined {
  const cache = new EmbeddingCache(blobs, identityFor(4), 4);
  return cache.read(cache.keyOf(textOf(row)));
}

describe('batch embedding', () => {
  const folder = temporaryFolder();

  async function exportAll(rows: readonly Row[], blobs: MemoryBlobs) {
    const { files } = await exportRequests(folder.path('batch'), embeddingBatch(blobs), OPENAI_LIMITS, run(rows));
    return requestsIn(folder.path('batch'), files);
  }

  async function importText(blobs: MemoryBlobs, text: string, model?: string): Promise<ImportSummary> {
    await writeFile(folder.path('results.jsonl'), text);
    return importResults([folder.path('results.jsonl')], embeddingBatch(blobs, model), importRun(ROWS));
  }

  it('asks each text once and keeps vectors of length 1 where a selection finds them', async () => {
    const blobs = memory();
    const lines = await exportAll(ROWS, blobs);
    assert.deepEqual(
      lines.map(({ url, body }) => [url, body.input]),
      [ROWS[0], ROWS[2]].map((row) => ['/v1/embeddings', readableText(textOf(row))]),
    );
    const summary = await importText(blobs, answersTo(lines));
    assert.deepEqual([summary.accepted, summary.missing, summary.rowsComplete], [2, 0, 3]);
    const expected = stubVector(readableText(textOf(ROWS[2])));
    const length = Math.hypot(...expected);
    cached(blobs, ROWS[3])?.forEach((value, at) => assert.ok(Math.abs(value - (expected[at] ?? 0) / length) < 1e-6));
    assert.equal(cached(blobs, ROWS[3])?.length, 4);
    assert.deepEqual(await exportAll(ROWS, blobs), []);
  });

  it('reads vectors in base64, too', async () => {
    const [plain, packed] = [memory(), memory()];
    const lines = await exportAll(ROWS, plain);
    const answers = answersTo(lines);
    await importText(plain, answers);
    const inBase64 = answers.replace(/"embedding":(\[[^\]]*\])/g, (_, list: string) => {
      const bytes = Buffer.from(Float32Array.from(JSON.parse(list) as number[]).buffer);
      return `"embedding":"${bytes.toString('base64')}"`;
    });
    assert.notEqual(inBase64, answers);
    assert.equal((await importText(packed, inBase64)).missing, 0);
    assert.deepEqual(cached(packed, ROWS[0]), cached(plain, ROWS[0]));
  });

  it('refuses vectors of another length and what is no vector', async () => {
    const blobs = memory();
    const [first, second] = answersTo(await exportAll(ROWS, blobs))
      .trimEnd()
      .split('\n');
    const shorter = (second ?? '').replace(/"embedding":\[[^,]*,/, '"embedding":[');
    const summary = await importText(blobs, [first, shorter].join('\n'));
    assert.deepEqual([summary.accepted, summary.missing], [1, 1]);
    assert.match(inEnglish(summary.reasons[0]?.reason ?? ''), /3 numbers where others have 4/);
    const broken = (second ?? '').replace(/"embedding":\[[^\]]*\]/, '"embedding":[1,null]');
    assert.match(inEnglish((await importText(blobs, broken)).reasons[0]?.reason ?? ''), /no vector/);
  });

  it('joins no answer of another model', async () => {
    const answers = answersTo(await exportAll(ROWS, memory()));
    const summary = await importText(memory(), answers, 'another');
    assert.deepEqual([summary.rowsComplete, summary.missing], [0, 2]);
  });
});
