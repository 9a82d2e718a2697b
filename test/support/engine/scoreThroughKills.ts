import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Turn } from '../../../src/dataset/conversation';
import type { ServerScorerChoice } from '../../../src/choices/scorers/server';
import { seededRandom } from '../seededRandom';
import { expectedScores } from '../servers/expectedScores';
import { startStub } from '../servers/startStub';
import { STUB_MODELS } from '../servers/stubOptions';
import { bundleScoringProcess, runWithKills, type KilledRun } from './killedRun';

const CONCURRENCY = 4;
const PROMPTS_PER_REQUEST = 32;
/** Complexity and quality. */
const PROMPTS_PER_TURN = 2;
const LATENCY_MS = 10;
/** Prompts that a start asks by itself: is this a scorer? */
const PROBES = 4;

interface ScoredRow {
  readonly complexity_scores: readonly number[];
  readonly quality_scores: readonly number[];
}

export interface KillFigures extends KilledRun {
  readonly turns: number;
  /** Prompts that were answered more than once. */
  readonly askedAgain: number;
  /** As many as may be: those under way at each kill. */
  readonly allowed: number;
}

/**
 * Scores turns through a stub server in processes that are killed at places that the seed decides.
 * @throws AssertionError unless the scores are those computed by hand and only what was in flight was asked again
 */
export async function scoreThroughKills(
  folder: string,
  turns: readonly Turn[],
  kills: number,
  seed = 1,
): Promise<KillFigures> {
  const stub = await startStub({ api: 'vllm', latencyMs: LATENCY_MS });
  try {
    const order = {
      file: path.join(folder, 'pool.jsonl'),
      cacheDir: path.join(folder, 'cache'),
      scorer: scorerAt(stub.baseUrl),
      outputPath: path.join(folder, 'scored.jsonl'),
    };
    writeFileSync(order.file, turns.map(rowOf).join(''));
    const run = await runWithKills(await bundleScoringProcess(folder), order, {
      count: kills,
      random: seededRandom(seed),
      prompts: PROMPTS_PER_TURN * turns.length,
      asked: async () => (await stub.report()).prompts,
      answerUpTo: (prompts) => stub.answerUpTo(prompts),
    });
    assertScored(order.outputPath, turns);
    // A turn takes two prompts: the first one's answer is of no use while the second is under way.
    const allowed = run.killed * PROMPTS_PER_TURN * CONCURRENCY * PROMPTS_PER_REQUEST + (run.killed + 1) * PROBES;
    const { repeated } = await stub.report();
    assert.ok(repeated <= allowed, `${repeated} prompts were answered again, ${allowed} were in flight`);
    return { ...run, turns: turns.length, askedAgain: repeated, allowed };
  } finally {
    await stub.stop();
  }
}

function rowOf({ instruction, response }: Turn): string {
  return `${JSON.stringify({ instruction, output: response })}\n`;
}

function scorerAt(baseUrl: string): ServerScorerChoice {
  const models = { complexityModel: STUB_MODELS.complexity, qualityModel: STUB_MODELS.quality };
  return { kind: 'server', preset: 'vllm', baseUrl, ...models, concurrency: CONCURRENCY };
}

function assertScored(file: string, turns: readonly Turn[]): void {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  assert.equal(lines.length, turns.length);
  turns.forEach(({ instruction, response }, at) => {
    const row = JSON.parse(lines[at] ?? '') as ScoredRow;
    const expected = expectedScores(instruction, response);
    assert.ok(Math.abs((row.complexity_scores[0] ?? 0) - expected.complexityScore) < 1e-9, `complexity of row ${at}`);
    assert.ok(Math.abs((row.quality_scores[0] ?? 0) - expected.qualityScore) < 1e-9, `quality of row ${at}`);
  });
}
