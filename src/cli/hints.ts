import type { DeitaError } from '../common/errors';
import type { FaultId } from '../messages/faults';
import { errorWords } from '../wording/errorText';

type ErrorCode = DeitaError['code'];

/** What a person can do about an error on the command line, where that differs from the editor. */
export const HINTS: Partial<Record<ErrorCode, string>> = {
  cacheUnusable: 'Choose another folder with --cache-dir DIR, or keep nothing with --no-cache.',
  outputExists: 'Use --overwrite to replace it.',
  hubUnreachable: 'Check the network, or name a mirror with --endpoint. A model folder copied by hand works as well.',
  keyRefused:
    'Check the key: DEITA_API_KEY is for --base-url, DEITA_QUALITY_API_KEY, DEITA_EMBEDDING_API_KEY and\n' +
    'DEITA_JUDGE_API_KEY for the server of that model, OPENAI_API_KEY for api.openai.com alone.',
};

/** The same of single faults. */
const OF_FAULTS: Partial<Record<FaultId, string>> = {
  severalHubConfigs: 'Name one with --config.',
  referencesNeeded: 'Name the file of reference answers with --references.',
  otherPool: 'Name the pool of the baselines (--pool FILE), or leave baselines out (--no-baselines).',
  otherRows:
    'Select again. Rows that were changed by hand need their pool named (--pool FILE), or no baselines (--no-baselines).',
  noLanguageModel:
    'Name one: --language-model DIR (a folder with a causal ONNX model), or --language-model NAME with --base-url of a vLLM server.',
  noJudge: 'Name one: --judge-model NAME with --base-url, or --judge-base-url where it is served elsewhere.',
};

/** Where the error itself says nothing better. */
const USUAL_HINTS: Partial<Record<ErrorCode, string>> = { usage: 'See deita --help.' };

/** What to do about an error on the command line, if anything is known. */
export function hintFor(error: DeitaError): string | undefined {
  const ofFault = OF_FAULTS[error.said?.id as FaultId];
  return ofFault ?? HINTS[error.code] ?? errorWords(error).hint ?? USUAL_HINTS[error.code];
}
