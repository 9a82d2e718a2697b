import type { ServerPreset } from '../common/serverPresets';
import type { ProbeRequest } from '../protocol/serverProbe';
import { TRAINED_CONTEXT_LENGTH } from '../scoring/promptTemplates';
import { REFERENCE_EXAMPLE } from '../scoring/served/promptTemplates';
import { claimsToBeReleased, QUANTISED_TOLERANCE, REFERENCE_TOLERANCE } from '../scoring/served/releasedScorers';
import type { NextToken, NextTokenReader } from '../serverClient/presets/preset';
import type { Findings } from './findings';
import type { ScorerPrompts } from './probeScorer';
import { say } from '../messages/say';
import type { Message } from '../common/message';

/** The prompts end in a space, a token of its own: cut off, the model answers with that space. */
export async function checkTrailingSpace(
  { countTokens }: NextTokenReader,
  { topToken }: NextToken,
  { reference }: ScorerPrompts,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (topToken !== undefined && /^[\s▁]+$/u.test(topToken)) {
    findings.problem('trailingSpace', 'spaceAnswered');
    return;
  }
  if (countTokens === undefined) return;
  try {
    const [whole, trimmed] = await Promise.all([
      countTokens(reference, signal),
      countTokens(reference.trimEnd(), signal),
    ]);
    if (whole > trimmed) findings.ok('trailingSpace', 'spaceKept');
    else findings.problem('trailingSpace', 'spaceCut');
  } catch (error) {
    findings.failed('trailingSpace', error);
  }
}

/** LLaMA and Mistral models were trained with a beginning-of-sequence token before every prompt. */
export function checkBos({ addsBos }: NextTokenReader, request: ProbeRequest, findings: Findings): void {
  const remedy = BOS_REMEDIES[request.preset];
  if (addsBos === true) findings.ok('bos', 'bos');
  else if (addsBos === null) findings.warn('bos', 'bosUnknown');
  else if (claimsToBeReleased(request.model)) findings.problem('bos', 'bosNeeded', { remedy });
  else findings.warn('bos', 'bosMissing', { remedy });
}

const BOS_REMEDIES: Readonly<Record<ServerPreset, Message>> = {
  vllm: say('bos.tokenizer'),
  llamacpp: say('bos.llamacpp'),
  ollama: say('bos.ollama'),
  openai: say('bos.tokenizer'),
  other: say('bos.tokenizer'),
};

/** The known score of one example tells whether a model is what its name says, and gets the prompt that it should. */
export function checkReference(score: number, { role, model }: ProbeRequest, findings: Findings): void {
  if (role !== 'quality') {
    findings.ok('reference', 'referenceScore', { score: score.toFixed(4) });
    return;
  }
  const { qualityScore } = REFERENCE_EXAMPLE;
  const difference = Math.abs(score - qualityScore);
  const scores = { score: score.toFixed(4), expected: qualityScore.toFixed(4) };
  if (difference <= REFERENCE_TOLERANCE) findings.ok('reference', 'releasedScore', scores);
  else if (!claimsToBeReleased(model)) findings.warn('reference', 'otherScore', scores);
  else if (difference <= QUANTISED_TOLERANCE) findings.warn('reference', 'quantisedScore', scores);
  else findings.problem('reference', 'wrongScore', scores);
}

/** Whether turns have to be cut that the scorers could read whole. */
export function checkContext({ contextLength }: NextTokenReader, { preset }: ProbeRequest, findings: Findings): void {
  const [tokens, trained] = [contextLength ?? 0, TRAINED_CONTEXT_LENGTH];
  if (contextLength === null) findings.warn('context', 'contextUnknown');
  else if (tokens >= trained) findings.ok('context', 'context', { tokens });
  else findings.warn('context', 'contextShort', { tokens, trained, remedy: say(`context.${preset}`) });
}
