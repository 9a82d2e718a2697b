import path from 'node:path';
import { DeitaError } from '../common/errors';
import type { EmbedderChoice, ScorerChoice } from '../protocol/dataset';
import { SETTINGS_SECTION, type SettingKey, type Settings } from './contributions/settings';

/** Reads a setting as it applies to one file. */
export type ReadSetting = <K extends SettingKey>(key: K) => Settings[K];

/** Settings whose value is a text that a model choice cannot do without. */
type TextKey = Exclude<Extract<SettingKey, `server.${string}` | `onnx.${string}` | 'embeddingsFile'>, NotText>;
type NotText =
  | 'server.preset'
  | 'server.concurrency'
  | 'server.judge'
  | 'server.qualityBaseUrl'
  | 'server.pricePerMillionTokens'
  | 'server.confirmAboveCost'
  | 'onnx.executionProvider';

/**
 * The scorer that the settings choose. Relative folders are looked for beside the dataset.
 * @throws DeitaError `usage` naming the setting that is missing
 */
export function scorerFrom(read: ReadSetting, dataset: string): ScorerChoice {
  switch (read('scorer')) {
    case 'openai':
      return serverScorer(read);
    case 'onnx': {
      const folder = (key: TextKey): string => beside(dataset, required(read, key));
      return {
        kind: 'onnx',
        complexityModel: folder('onnx.complexityModel'),
        qualityModel: folder('onnx.qualityModel'),
      };
    }
    case 'precomputed':
      return { kind: 'precomputed' };
    case 'embedded':
      return { kind: 'embedded' };
  }
}

/** @throws DeitaError `usage` naming the setting that is missing */
export function embedderFrom(read: ReadSetting, dataset: string): EmbedderChoice {
  switch (read('embedder')) {
    case 'openai':
      return {
        kind: 'openai',
        baseUrl: required(read, 'server.embeddingBaseUrl'),
        model: required(read, 'server.embeddingModel'),
      };
    case 'onnx':
      return { kind: 'onnx', model: beside(dataset, required(read, 'onnx.embeddingModel')) };
    case 'file':
      return { kind: 'file', path: beside(dataset, required(read, 'embeddingsFile')) };
    case 'embedded':
      return { kind: 'embedded' };
  }
}

function serverScorer(read: ReadSetting): ScorerChoice {
  const qualityBaseUrl = read('server.qualityBaseUrl').trim();
  const concurrency = read('server.concurrency');
  return {
    kind: 'openai',
    preset: read('server.preset'),
    baseUrl: required(read, 'server.baseUrl'),
    ...(qualityBaseUrl === '' ? {} : { qualityBaseUrl }),
    complexityModel: required(read, 'server.complexityModel'),
    qualityModel: required(read, 'server.qualityModel'),
    ...(concurrency === null ? {} : { concurrency }),
    ...(read('server.judge') ? { judge: true } : {}),
  };
}

function beside(dataset: string, file: string): string {
  return path.resolve(path.dirname(dataset), file);
}

function required(read: ReadSetting, key: TextKey): string {
  const value = read(key).trim();
  if (value !== '') return value;
  const hint = key.startsWith('server.')
    ? 'DEITA: Connect Scorer… asks for it and checks the server.'
    : 'Set it, or choose another scorer or embedder.';
  throw new DeitaError('usage', `The setting ${SETTINGS_SECTION}.${key} is empty.`, hint);
}
