import { digitScore } from '../scoring/served/digitScore';
import type { NextTokenReader } from '../serverClient/presets/preset';
import type { Findings } from './findings';
import type { ScorerPrompts } from './probeScorer';

/** Batching may move a score by rounding, not more. */
const SAME_SCORE = 0.1;
/** As many as a run keeps under way on a server that takes them. */
export const REQUESTS_AT_ONCE = 32;
const LARGEST_ROUNDS = 3;

type ReadTexts = (texts: readonly string[], signal?: AbortSignal) => Promise<unknown>;

/** @returns whether several prompts a request work: each gets its own answer, the same as alone */
export async function checkBatches(
  reader: NextTokenReader,
  { reference, sample }: ScorerPrompts,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { promptsPerRequest } = reader;
  if (promptsPerRequest === 1) {
    findings.ok('batches', 'onePromptPerRequest');
    return false;
  }
  const prompts = [sample(-1), reference, sample(-2)].slice(0, promptsPerRequest);
  try {
    const alone = await Promise.all(prompts.map(async (prompt) => scoreOf((await reader.read([prompt], signal))[0])));
    const together = (await reader.read(prompts, signal)).map(scoreOf);
    const same = together.every((score, at) => closeTo(score, alone[at]));
    if (same) findings.ok('batches', 'promptsPerRequest', { count: String(promptsPerRequest) });
    else findings.warn('batches', 'promptsDisturbEachOther');
    return same;
  } catch (error) {
    findings.failed('batches', error);
    return false;
  }
}

/**
 * Asks in rounds of growing size, each of which would still end in time if it took twice as long as the last.
 * @returns texts a second in the fastest round; null when not measured
 */
export async function measureSpeed(
  { promptsPerRequest, read }: Pick<NextTokenReader, 'promptsPerRequest'> & { readonly read: ReadTexts },
  sample: (number: number) => string,
  forMs: number,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  if (forMs === 0) return null;
  let [asked, fastest] = [0, 0];
  const request = (size: number): Promise<unknown> => {
    const first = asked;
    asked += size;
    return read(
      Array.from({ length: size }, (_, at) => sample(first + at)),
      signal,
    );
  };
  const deadline = performance.now() + forMs;
  try {
    for (const { requests, size } of rounds(promptsPerRequest)) {
      const started = performance.now();
      await Promise.all(Array.from({ length: requests }, () => request(size)));
      const took = Math.max(performance.now() - started, 1);
      fastest = Math.max(fastest, ((requests * size) / took) * 1000);
      if (performance.now() + 2 * took > deadline) break;
    }
  } catch (error) {
    findings.failed('speed', error);
    return null;
  }
  findings.ok('speed', 'speed', { rate: fastest < 10 ? fastest.toFixed(1) : Math.round(fastest) });
  return fastest;
}

/** One text alone, one full request, then twice as many requests each time; the largest round several times. */
function* rounds(promptsPerRequest: number): Generator<{ readonly requests: number; readonly size: number }> {
  yield { requests: 1, size: 1 };
  for (let requests = 1; requests < REQUESTS_AT_ONCE; requests *= 2) yield { requests, size: promptsPerRequest };
  for (let round = 0; round < LARGEST_ROUNDS; round++) yield { requests: REQUESTS_AT_ONCE, size: promptsPerRequest };
}

function scoreOf(token: Parameters<typeof digitScore>[0] | undefined): number | undefined {
  const scored = token === undefined ? undefined : digitScore(token);
  return scored !== undefined && 'score' in scored ? scored.score : undefined;
}

function closeTo(a: number | undefined, b: number | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Math.abs(a - b) <= SAME_SCORE;
}
