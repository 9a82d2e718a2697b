import type { ProbeRequest } from '../protocol/serverProbe';
import { SCORE_DIGITS } from '../scoring/digitExpectation';
import { fillTemplate, PROMPT_TEMPLATES, type ScoreKind } from '../scoring/promptTemplates';
import { digitScore } from '../scoring/served/digitScore';
import { REFERENCE_EXAMPLE } from '../scoring/served/promptTemplates';
import type { NextToken, NextTokenReader } from '../serverClient/presets/preset';
import { PRESETS } from '../serverClient/presets/presets';
import type { Requester } from '../serverClient/serverClient';
import { serverFault } from '../serverClient/serverError';
import type { Findings } from './findings';
import { checkBatches, measureSpeed } from './measureSpeed';
import type { RoleOptions } from './probeOptions';
import { SAMPLE_RESPONSE, sampleText } from './sampleText';
import { checkBos, checkContext, checkReference, checkTrailingSpace } from './scorerChecks';

/** The prompts of a scorer that gives digit probabilities. */
export interface ScorerPrompts {
  readonly reference: string;
  /** A prompt of everyday length; another one for every number. */
  readonly sample: (number: number) => string;
}

/**
 * Finds out whether a served model can score: every check of a run's conditions that a short conversation with the
 * server allows. Goes on after a problem as far as that makes sense.
 * @returns prompts a second; null when not measured
 */
export async function probeScorer(
  server: Requester,
  request: ProbeRequest & { readonly role: ScoreKind },
  findings: Findings,
  { signal, measureMs }: RoleOptions,
): Promise<number | null> {
  const prompts = promptsOf(request.role);
  const opened = await open(server, request, prompts, findings, signal);
  if (opened === undefined) return null;
  const { reader, token } = opened;
  await checkTrailingSpace(reader, token, prompts, findings, signal);
  const score = checkDigits(token, findings);
  checkBos(reader, request, findings);
  if (score !== undefined) checkReference(score, request, findings);
  checkContext(reader, request, findings);
  if (score === undefined) return null;
  const together = await checkBatches(reader, prompts, findings, signal);
  const asked = together ? reader : { ...reader, promptsPerRequest: 1 };
  return measureSpeed(asked, prompts.sample, measureMs, findings, signal);
}

async function open(
  server: Requester,
  { preset, model }: ProbeRequest,
  { reference }: ScorerPrompts,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<{ reader: NextTokenReader; token: NextToken } | undefined> {
  try {
    const question = { model, candidates: SCORE_DIGITS, samplePrompt: reference };
    const reader = await PRESETS[preset].open(server, question, signal);
    const [token] = await reader.read([reference], signal);
    if (token !== undefined) return { reader, token };
    const remedy = PRESETS[preset].moreAlternatives;
    findings.failed('digits', serverFault('answer', 'noLogProbabilities', { remedy }));
  } catch (error) {
    findings.failed('digits', error);
  }
  return undefined;
}

/** @returns the score of the reference example */
function checkDigits(token: NextToken, findings: Findings): number | undefined {
  const scored = digitScore(token);
  if ('score' in scored) {
    findings.ok('digits', 'allDigits');
    return scored.score;
  }
  findings.problem('digits', 'noReferenceScore', { reason: scored.unscoredReason });
  return undefined;
}

function promptsOf(kind: ScoreKind): ScorerPrompts {
  const template = PROMPT_TEMPLATES[kind];
  return {
    reference: fillTemplate(template, REFERENCE_EXAMPLE),
    sample: (number) => fillTemplate(template, { instruction: sampleText(number), response: SAMPLE_RESPONSE }),
  };
}
