import { say } from '../messages/say';
import { openJudgeAsker } from '../scoring/served/judgeAsker';
import { REFERENCE_EXAMPLE } from '../scoring/served/promptTemplates';
import type { TurnAsker } from '../scoring/served/turnAsker';
import type { Requester } from '../serverClient/serverClient';
import type { Findings } from './findings';
import { measureSpeed } from './measureSpeed';
import type { RoleOptions } from './probeOptions';
import { SAMPLE_RESPONSE, sampleText } from './sampleText';

/**
 * Finds out whether a chat model rates a turn when it is asked to: *direct scoring*.
 * @returns turns a second; null when not measured
 */
export async function probeJudge(
  server: Requester,
  model: string,
  findings: Findings,
  { signal, measureMs }: RoleOptions,
): Promise<number | null> {
  const asker = await openJudge(server, model, findings, signal);
  if (asker === undefined) return null;
  const read = (texts: readonly string[], abort?: AbortSignal): Promise<unknown> =>
    asker.ask(
      texts.map((instruction) => ({ instruction, response: SAMPLE_RESPONSE })),
      abort,
    );
  // Chat models cost by the token: a few turns tell enough.
  return measureSpeed({ promptsPerRequest: 1, read }, sampleText, Math.min(measureMs, 1), findings, signal);
}

async function openJudge(
  server: Requester,
  model: string,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<TurnAsker | undefined> {
  try {
    const asker = await openJudgeAsker({ server, model }, signal);
    const [score] = await asker.ask([REFERENCE_EXAMPLE], signal);
    if (score !== undefined && 'complexityScore' in score) {
      const { complexityScore, qualityScore } = score;
      findings.ok('answer', 'rates', { complexity: String(complexityScore), quality: String(qualityScore) });
      findings.warn('answer', 'directScoringIsWeak');
      return asker;
    }
    findings.problem('answer', 'ratesNothing', { reason: score?.unscoredReason ?? say('unscored.noAnswer') });
  } catch (error) {
    findings.failed('answer', error);
  }
  return undefined;
}
