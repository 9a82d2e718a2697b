import type { ServerPreset } from '../common/serverPresets';
import { formatCount } from '../wording/numbers';
import type { ProbeRequest } from '../protocol/serverProbe';
import { TRAINED_CONTEXT_LENGTH } from '../scoring/promptTemplates';
import { REFERENCE_EXAMPLE } from '../scoring/served/promptTemplates';
import { claimsToBeReleased, QUANTISED_TOLERANCE, REFERENCE_TOLERANCE } from '../scoring/served/releasedScorers';
import type { NextToken, NextTokenReader } from '../serverClient/presets/preset';
import type { Findings } from './findings';
import type { ScorerPrompts } from './probeScorer';

/** The prompts end in a space, a token of its own: cut off, the model answers with that space. */
export async function checkTrailingSpace(
  { countTokens }: NextTokenReader,
  { topToken }: NextToken,
  { reference }: ScorerPrompts,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (topToken !== undefined && /^[\s▁]+$/u.test(topToken)) {
    reportTrimmed('The model answers with a space: the space that ends the prompt was cut off on the way.', findings);
    return;
  }
  if (countTokens === undefined) return;
  try {
    const [whole, trimmed] = await Promise.all([
      countTokens(reference, signal),
      countTokens(reference.trimEnd(), signal),
    ]);
    if (whole > trimmed) findings.ok('trailingSpace', 'The space that ends the prompt is kept.');
    else reportTrimmed('The space that ends the prompt makes no token: it is cut off on the way.', findings);
  } catch (error) {
    findings.failed('trailingSpace', error);
  }
}

function reportTrimmed(message: string, findings: Findings): void {
  findings.problem(
    'trailingSpace',
    message,
    'Ask the server itself and not a gateway that trims prompts; serve the model with the tokenizer files it was released with.',
  );
}

/** LLaMA and Mistral models were trained with a beginning-of-sequence token before every prompt. */
export function checkBos({ addsBos }: NextTokenReader, request: ProbeRequest, findings: Findings): void {
  if (addsBos === true) {
    findings.ok('bos', 'A beginning-of-sequence token goes before the prompt.');
  } else if (addsBos === null) {
    findings.warn('bos', 'The server does not tell whether a beginning-of-sequence token goes before the prompt.');
  } else if (claimsToBeReleased(request.model)) {
    findings.problem(
      'bos',
      'No beginning-of-sequence token goes before the prompt; the released scorers need it.',
      BOS_REMEDIES[request.preset],
    );
  } else {
    findings.warn(
      'bos',
      'No beginning-of-sequence token goes before the prompt; LLaMA and Mistral models need it.',
      BOS_REMEDIES[request.preset],
    );
  }
}

const BOS_IN_TOKENIZER = 'Set "add_bos_token": true in the model’s tokenizer_config.json and start the server again.';
const BOS_REMEDIES: Readonly<Record<ServerPreset, string>> = {
  vllm: BOS_IN_TOKENIZER,
  llamacpp: 'Start the server with --override-kv tokenizer.ggml.add_bos_token=bool:true.',
  ollama: 'Recreate the model from a GGUF file whose tokenizer.ggml.add_bos_token is true.',
  openai: BOS_IN_TOKENIZER,
  other: BOS_IN_TOKENIZER,
};

/** The known score of one example tells whether a model is what its name says, and gets the prompt that it should. */
export function checkReference(score: number, { role, model }: ProbeRequest, findings: Findings): void {
  if (role !== 'quality') {
    findings.ok('reference', `The reference example scores ${score.toFixed(4)}.`);
    return;
  }
  const expected = REFERENCE_EXAMPLE.qualityScore;
  const difference = Math.abs(score - expected);
  const scores = `The reference example scores ${score.toFixed(4)}; the released quality scorer gives ${expected.toFixed(4)}`;
  if (difference <= REFERENCE_TOLERANCE) findings.ok('reference', `${scores}.`);
  else if (!claimsToBeReleased(model))
    findings.warn('reference', `${scores}. It is another model, or gets another prompt.`);
  else if (difference <= QUANTISED_TOLERANCE)
    findings.warn(
      'reference',
      `${scores}. Quantisation does that.`,
      'Serve it in half precision for the released scores.',
    );
  else
    findings.problem(
      'reference',
      `${scores}. It is another model, or the prompt is changed on the way.`,
      'Check that the quality scorer is served under this name, and without a chat template.',
    );
}

/** Whether turns have to be cut that the scorers could read whole. */
export function checkContext({ contextLength }: NextTokenReader, { preset }: ProbeRequest, findings: Findings): void {
  if (contextLength === null) {
    findings.warn(
      'context',
      'The server does not tell its context length; longer turns than it takes are cut as it complains.',
    );
  } else if (contextLength >= TRAINED_CONTEXT_LENGTH) {
    findings.ok('context', `The context is ${formatCount(contextLength)} tokens; what is longer is cut, and marked.`);
  } else {
    findings.warn(
      'context',
      `The context is ${formatCount(contextLength)} tokens, the scorers were trained with ${formatCount(TRAINED_CONTEXT_LENGTH)}: more turns than need be are cut.`,
      CONTEXT_REMEDIES[preset],
    );
  }
}

const CONTEXT_REMEDIES: Readonly<Record<ServerPreset, string>> = {
  vllm: 'Start vLLM with --max-model-len 2048.',
  llamacpp: 'Start the server with --ctx-size of 2048 times the number of --parallel slots.',
  ollama: 'Recreate the model with PARAMETER num_ctx 2048.',
  openai: 'Choose a model with a longer context.',
  other: 'Start the server with a longer context.',
};
