import { openGivenText, SAMPLE, type GivenText, type GivenTextReader } from '../serverClient/givenText';
import type { Requester } from '../serverClient/serverClient';
import type { Findings } from './findings';
import { measureSpeed } from './measureSpeed';
import type { RoleOptions } from './probeOptions';
import { SAMPLE_RESPONSE, sampleText } from './sampleText';

/**
 * Finds out whether a served model tells how probable given texts are: of perplexity and ifd.
 * @returns texts a second; null when not measured
 */
export async function probeLanguageModel(
  server: Requester,
  model: string,
  findings: Findings,
  { signal, measureMs }: RoleOptions,
): Promise<number | null> {
  const reader = await open(server, model, findings, signal);
  if (reader === undefined) return null;
  const given = (text: string): GivenText => ({ context: `${text}\n`, text: SAMPLE_RESPONSE });
  const asked = {
    promptsPerRequest: reader.textsPerRequest,
    read: (texts: readonly string[], abort?: AbortSignal) => reader.read(texts.map(given), abort),
  };
  return measureSpeed(asked, sampleText, measureMs, findings, signal);
}

async function open(
  server: Requester,
  model: string,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<GivenTextReader | undefined> {
  try {
    const reader = await openGivenText(server, model, signal);
    const [sample] = await reader.read([SAMPLE], signal);
    const perplexity = sample === undefined ? Number.NaN : Math.exp(-sample.logProbability / sample.tokens);
    findings.ok('answer', 'tellsOfGivenTexts', { perplexity: perplexity.toFixed(1) });
    findings.warn('answer', 'perplexityIsWeak');
    return reader;
  } catch (error) {
    findings.failed('answer', error);
    return undefined;
  }
}
