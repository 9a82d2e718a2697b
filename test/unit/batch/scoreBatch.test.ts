import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { say } from '../../../src/messages/say';
import { exportRequests } from '../../../src/batch/exportBatch';
import { importResults } from '../../../src/batch/importBatch';
import { OPENAI_LIMITS } from '../../../src/batch/limits';
import { ScoreBatch } from '../../../src/batch/scoreBatch';
import type { Row } from '../../../src/dataset/conversation';
import { inEnglish } from '../../../src/messages/wording';
import { complexityPrompt, qualityPrompt, REFERENCE_EXAMPLE } from '../../../src/scoring/served/promptTemplates';
import type { MemoryBlobs } from '../../../src/storage/memoryBlobs';
import { ScoreCache } from '../../../src/storage/scoreCache';
import { stubScore } from '../../support/servers/batchAnswers';
import { temporaryFolder } from '../../support/temporaryFolder';
import { answersTo, goodRow, IDENTITY, importRun, memory, MODELS, requestsIn, rowsOf, run, turn } from './batchFixture';

const TURNS = [[turn(1), turn(2)], null, [turn(3)], [turn(1)], [turn(4)]];

function scoreBatch(blobs: MemoryBlobs, hash = IDENTITY.hash): ScoreBatch {
  return new ScoreBatch({ identity: { ...IDENTITY, hash }, ...MODELS, dialect: 'vllm' }, blobs);
}

describe('batch scoring', () => {
  const folder = temporaryFolder();

  async function exportAll(rows: readonly Row[], blobs: MemoryBlobs, limits = OPENAI_LIMITS) {
    return exportRequests(folder.path('batch'), scoreBatch(blobs), limits, run(rows));
  }

  async function importText(rows: readonly Row[], blobs: MemoryBlobs, text: string, hash?: string) {
    await writeFile(folder.path('results.jsonl'), text);
    return importResults([folder.path('results.jsonl')], scoreBatch(blobs, hash), importRun(rows));
  }

  it('asks each text of each model once, by the prompts of the released scorers', async () => {
    const exported = await exportAll(rowsOf(TURNS), memory());
    assert.deepEqual(
      exported.files.map(({ name, requests }) => [name, requests]),
      [
        ['complexity-001.jsonl', 4],
        ['quality-001.jsonl', 4],
      ],
    );
    assert.deepEqual([exported.rows, exported.rowsAsking, exported.requests], [4, 4, 8]);
    const lines = await requestsIn(folder.path('batch'), exported.files);
    assert.equal(new Set(lines.map(({ custom_id: id }) => id)).size, 8);
    const first = turn(1);
    assert.deepEqual(
      lines
        .filter(({ body }) => body.messages?.[0]?.content.includes('Do 1'))
        .map(({ body }) => [body.model, body.messages?.[0]?.content]),
      [
        ['c-model', complexityPrompt(first)],
        ['q-model', qualityPrompt(first)],
      ],
    );
  });

  it('begins another file at either limit', async () => {
    const rows = rowsOf(Array.from({ length: 10 }, (_, id) => [turn(id)]));
    const byCount = await exportAll(rows, memory(), { requests: 4, bytes: 1e6 });
    assert.deepEqual(
      byCount.files.filter(({ part }) => part === 'quality').map(({ requests }) => requests),
      [4, 4, 2],
    );
    const limit = 1500;
    const bySize = await exportAll(rows, memory(), { requests: 100, bytes: limit });
    assert.ok(bySize.files.length > 2 && bySize.files.every(({ bytes }) => bytes <= limit));
    assert.equal(bySize.requests, 20);
    // Nothing of the first export is left among the files.
    assert.deepEqual((await readdir(folder.path('batch'))).sort(), bySize.files.map(({ name }) => name).sort());
  });

  it('puts scores where a selection with the same scorer finds them', async () => {
    const [rows, blobs] = [rowsOf(TURNS), memory()];
    const { files } = await exportAll(rows, blobs);
    const text = answersTo(await requestsIn(folder.path('batch'), files));
    const summary = await importText(rows, blobs, text);
    assert.deepEqual([summary.accepted, summary.missing, summary.rows, summary.rowsComplete], [8, 0, 4, 4]);
    const cache = new ScoreCache(blobs, IDENTITY);
    for (const ofRow of TURNS) {
      for (const each of ofRow ?? []) {
        const score = cache.get(cache.keyOf(each));
        assert.ok(Math.abs((score?.complexityScore ?? 0) - stubScore(complexityPrompt(each))) < 1e-6);
        assert.ok(Math.abs((score?.qualityScore ?? 0) - stubScore(qualityPrompt(each))) < 1e-6);
      }
    }
  });

  it('takes up one model after the other', async () => {
    const [rows, blobs] = [rowsOf(TURNS), memory()];
    const { files } = await exportAll(rows, blobs);
    const lines = await requestsIn(folder.path('batch'), files);
    const isComplexity = ({ custom_id: id }: { custom_id: string }): boolean => id.startsWith('c-');
    const half = await importText(rows, blobs, answersTo(lines.filter(isComplexity)));
    assert.deepEqual([half.missing, half.rowsComplete], [4, 0]);
    const again = await exportAll(rows, blobs);
    assert.deepEqual(
      again.files.map(({ name }) => name),
      ['quality-001.jsonl'],
    );
    const whole = await importText(rows, blobs, answersTo(lines.filter((line) => !isComplexity(line))));
    assert.deepEqual([whole.missing, whole.rowsComplete], [0, 4]);
  });

  it('never lets an answer join another text, another model or an edited row', async () => {
    const [rows, blobs] = [rowsOf([[turn(1)], [turn(2)]]), memory()];
    const { files } = await exportAll(rows, blobs);
    const text = answersTo(await requestsIn(folder.path('batch'), files));
    const edited = rowsOf([[{ ...turn(1), response: 'Done 1.' }], [turn(2)]]);
    const summary = await importText(edited, blobs, text);
    assert.equal(summary.rowsComplete, 1);
    // The instruction is the same, so complexity is known; the response is new.
    assert.deepEqual(
      summary.firstMissing.map(({ id, lineNumber }) => [id.slice(0, 2), lineNumber]),
      [['q-', 1]],
    );
    assert.equal((await importText(rows, memory(), text, 'another scorer')).rowsComplete, 0);
  });

  it('says why answers are missing, and exports only those again', async () => {
    const [rows, blobs] = [rowsOf(TURNS), memory()];
    const { files } = await exportAll(rows, blobs);
    const lines = await requestsIn(folder.path('batch'), files);
    const [expired, refused, spaced, cut, ...rest] = lines.map(({ custom_id: id }) => id);
    const answered = answersTo(lines.filter(({ custom_id: id }) => rest.includes(id))).trimEnd();
    const failures = [
      { custom_id: expired, response: null, error: { code: 'batch_expired', message: 'Too late.' } },
      { custom_id: refused, response: { status_code: 400, body: { error: { message: 'too long' } } }, error: null },
      { custom_id: spaced, response: { status_code: 200, body: answerWithSpace() }, error: null },
    ].map((line) => JSON.stringify(line));
    const summary = await importText(rows, blobs, [answered, ...failures, `{"custom_id": "${cut}", "resp`].join('\n'));
    assert.deepEqual([summary.accepted, summary.missing, summary.unreadable], [4, 4, 1]);
    const [line] = summary.unreadableLines;
    assert.match(line?.place ?? '', /results\.jsonl:8$/);
    assert.deepEqual(line?.said, say('line.noJson'));
    const reasons = summary.reasons.map(({ reason }) => inEnglish(reason));
    for (const reason of [/Too late/, /400: too long/, /space/, /no answer/]) {
      assert.ok(
        reasons.some((text) => reason.test(text)),
        String(reason),
      );
    }
    const again = await exportAll(rows, blobs);
    const ids = (await requestsIn(folder.path('batch'), again.files)).map(({ custom_id: id }) => id);
    assert.deepEqual(ids.sort(), [expired, refused, spaced, cut].sort());
  });

  it('takes up nothing when the released scorer misses its reference score', async () => {
    const rows = rowsOf([[turn(1)]]);
    const models = { complexityModel: 'deita-complexity-scorer', qualityModel: 'deita-quality-scorer' };
    const batchOn = (blobs: MemoryBlobs): ScoreBatch =>
      new ScoreBatch({ identity: IDENTITY, ...models, dialect: 'vllm' }, blobs);
    const { files } = await exportRequests(folder.path('batch'), batchOn(memory()), OPENAI_LIMITS, run(rows));
    const lines = await requestsIn(folder.path('batch'), files);
    const reference = lines.filter(({ body }) => body.messages?.[0]?.content === qualityPrompt(REFERENCE_EXAMPLE));
    assert.equal(reference.length, 1);
    const results = folder.path('results.jsonl');
    const importOf = async (score: number): Promise<number> => {
      const id = reference[0]?.custom_id;
      const others = lines.filter(({ custom_id }) => custom_id !== id);
      await writeFile(results, answersTo(others) + JSON.stringify(answerWithScore(id ?? '', score)));
      return (await importResults([results], batchOn(memory()), importRun(rows))).rowsComplete;
    };
    assert.equal(await importOf(REFERENCE_EXAMPLE.qualityScore + 0.01), 1);
    await assert.rejects(importOf(4.2), { code: 'serverAnswer', message: /scores 4\.20.*Nothing was taken up/ });
  });

  it('has nothing to ask about what is scored', () => {
    const [row, blobs] = [goodRow(rowsOf([[turn(1)]])[0]), memory()];
    const cache = new ScoreCache(blobs, IDENTITY);
    const score = { complexityScore: 2, qualityScore: 3, note: null, outsideLanguage: false };
    cache.put(cache.keyOf(turn(1)), score);
    assert.deepEqual(scoreBatch(blobs).missing(row), []);
    cache.put(cache.keyOf(turn(1)), { ...score, complexityScore: Number.NaN, note: say('unscored.noAnswer') });
    assert.equal(scoreBatch(blobs).missing(row).length, 2);
  });

  it('speaks to OpenAI without parameters that only vLLM knows', () => {
    const row = goodRow(rowsOf([[turn(1)]])[0]);
    const ask = (dialect: 'vllm' | 'openai'): string[] => {
      const [request] = new ScoreBatch({ identity: IDENTITY, ...MODELS, dialect }, memory()).missing(row);
      return Object.keys(request?.body ?? {});
    };
    assert.ok(ask('vllm').includes('add_special_tokens'));
    assert.deepEqual(ask('openai').sort(), [
      'logprobs',
      'max_completion_tokens',
      'messages',
      'model',
      'temperature',
      'top_logprobs',
    ]);
  });
});

function answerWithSpace(): object {
  const list = [
    { token: ' ', logprob: -0.001 },
    ...['1', '2', '3', '4', '5', '6'].map((token) => ({ token, logprob: -9 })),
  ];
  return { choices: [{ logprobs: { content: [{ ...list[0], top_logprobs: list }] } }] };
}

/** A result line whose probabilities, all on two digits, come to a score. */
function answerWithScore(id: string, score: number): object {
  const low = Math.floor(score);
  const share = (digit: number): number => (digit === low ? low + 1 - score : digit === low + 1 ? score - low : 1e-30);
  const list = [1, 2, 3, 4, 5, 6].map((digit) => ({ token: String(digit), logprob: Math.log(share(digit)) }));
  const body = { choices: [{ logprobs: { content: [{ ...list[low - 1], top_logprobs: list }] } }] };
  return { custom_id: id, response: { status_code: 200, body }, error: null };
}
