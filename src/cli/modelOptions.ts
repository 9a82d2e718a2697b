import path from 'node:path';
import { EXECUTION_PROVIDERS, type ExecutionProvider } from '../common/executionProvider';
import type { EmbedderChoice, ModelEmbedderChoice, ScorerChoice } from '../protocol/dataset';
import type { OptionValues } from './command';
import { serverEmbedder, serverScorer } from './serverOptions';
import { choiceOption, requiredOption, textOption, usageError } from './values';

/** @throws DeitaError `usage` */
export function scorerOption(values: OptionValues): ScorerChoice {
  const kind = choiceOption(values, 'scorer', ['embedded', 'precomputed', 'openai', 'onnx']);
  if (kind === 'openai') return serverScorer(values);
  refuse(values, ['preset', 'quality-base-url', 'concurrency', 'judge'], '--scorer openai');
  if (kind !== 'onnx') {
    refuse(values, ['complexity-model', 'quality-model'], '--scorer onnx or openai');
    return { kind };
  }
  const folder = (name: string): string => path.resolve(requiredOption(values, name, '--scorer onnx', 'FOLDER'));
  return { kind, complexityModel: folder('complexity-model'), qualityModel: folder('quality-model') };
}

/** @throws DeitaError `usage` */
export function embedderOption(values: OptionValues): EmbedderChoice {
  const file = textOption(values, 'embeddings');
  if (file === undefined) return modelEmbedderOption(values);
  if (values.embedder !== undefined) throw usageError('--embedder and --embeddings exclude each other.');
  return { kind: 'file', path: path.resolve(file) };
}

/** An embedder that embeds, unlike a file. @throws DeitaError `usage` */
export function modelEmbedderOption(values: OptionValues): ModelEmbedderChoice {
  const kind = choiceOption(values, 'embedder', ['embedded', 'openai', 'onnx']);
  if (kind === 'openai') return serverEmbedder(values);
  refuse(values, ['embedding-base-url'], '--embedder openai');
  if (kind !== 'onnx') {
    refuse(values, ['embedding-model'], '--embedder onnx or openai');
    return { kind };
  }
  return { kind, model: path.resolve(requiredOption(values, 'embedding-model', '--embedder onnx', 'FOLDER')) };
}

/** @throws DeitaError `usage` */
export function executionProviderOption(values: OptionValues): ExecutionProvider {
  return choiceOption(values, 'execution-provider', EXECUTION_PROVIDERS);
}

/** An option that would have no effect was meant to have one. */
function refuse(values: OptionValues, names: readonly string[], choice: string): void {
  const given = names.find((name) => values[name] !== undefined);
  if (given !== undefined) throw usageError(`--${given} goes with ${choice}.`);
}
