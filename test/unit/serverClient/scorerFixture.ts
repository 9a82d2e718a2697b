import assert from 'node:assert/strict';
import type { ServerPreset } from '../../../src/common/serverPresets';
import type { Turn } from '../../../src/dataset/conversation';
import { openDigitAsker } from '../../../src/scoring/served/digitAsker';
import { ServedScorer } from '../../../src/scoring/served/servedScorer';
import type { TurnScore } from '../../../src/scoring/scorer';
import { PRESETS } from '../../../src/serverClient/presets/presets';
import { Server, type ServerOptions } from '../../../src/serverClient/server';
import { LIMITS } from '../../support/timeLimits';
import { expectedScores } from '../../support/servers/expectedScores';
import { STUB_MODELS, type StubApi } from '../../support/servers/stubOptions';

/** The preset that a stub is meant for. */
export const PRESET_OF: Readonly<Record<StubApi, ServerPreset>> = {
  vllm: 'vllm',
  vllmBefore2026: 'vllm',
  llamacpp: 'llamacpp',
  ollama: 'ollama',
  openai: 'openai',
  legacy: 'other',
};

/** Retries without the waits that people would accept. */
export const IMPATIENT = { attempts: 4, baseMs: 5, maxMs: 20 } as const;

export interface ScorerPlace {
  readonly baseUrl: string;
  readonly preset: ServerPreset;
  readonly apiKey?: string;
  readonly models?: { readonly complexity: string; readonly quality: string };
}

export function scorerFor({ baseUrl, preset, apiKey, models = STUB_MODELS }: ScorerPlace, options: ServerOptions = {}) {
  const server = new Server({ baseUrl, apiKey }, { retry: IMPATIENT, timeoutMs: LIMITS.wait, ...options });
  const identity = { preset, complexityModel: models.complexity, qualityModel: models.quality, judge: false };
  const places = {
    complexity: { server, model: models.complexity },
    quality: { server, model: models.quality },
  };
  return new ServedScorer(identity, (signal) => openDigitAsker(PRESETS[preset], places, signal));
}

export function turnsOf(count: number): Turn[] {
  return Array.from({ length: count }, (_, id) => ({
    instruction: `Explain topic ${id}${' in more words'.repeat(id % 7)}.`,
    response: `Topic ${id} is 6 of 1.\nIt ends with a space `,
  }));
}

/** Every score is the expectation computed by hand. */
export function assertScores(scores: readonly TurnScore[], turns: readonly Turn[]): void {
  assert.equal(scores.length, turns.length);
  turns.forEach(({ instruction, response }, at) => {
    const score = scores[at];
    assert.ok(score !== undefined && 'complexityScore' in score, JSON.stringify(score));
    const expected = expectedScores(instruction, response);
    assert.ok(Math.abs(score.complexityScore - expected.complexityScore) < 1e-6, `complexity of turn ${at}`);
    assert.ok(Math.abs(score.qualityScore - expected.qualityScore) < 1e-6, `quality of turn ${at}`);
  });
}
