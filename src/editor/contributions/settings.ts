import type { ExecutionProvider } from '../../common/executionProvider';
import type { ServerPreset } from '../../common/serverPresets';
import type { FieldMapping } from '../../dataset/conversation';

/** Every setting under `deita.` with its type and default; a test compares keys and defaults with package.json. */
export interface Settings {
  readonly budget: number;
  /** null = the embedder's recommendation. */
  readonly threshold: number | null;
  readonly scorer: 'embedded' | 'precomputed' | 'openai' | 'onnx';
  readonly embedder: 'embedded' | 'file' | 'openai' | 'onnx';
  readonly embeddingsFile: string;
  readonly 'server.preset': ServerPreset;
  readonly 'server.baseUrl': string;
  /** '' = at `server.baseUrl`, too. */
  readonly 'server.qualityBaseUrl': string;
  readonly 'server.complexityModel': string;
  readonly 'server.qualityModel': string;
  /** null = found out while running. */
  readonly 'server.concurrency': number | null;
  /** Direct scoring by a chat model. */
  readonly 'server.judge': boolean;
  /** null = not known. */
  readonly 'server.pricePerMillionTokens': number | null;
  readonly 'server.confirmAboveCost': number;
  readonly 'server.embeddingBaseUrl': string;
  readonly 'server.embeddingModel': string;
  readonly 'onnx.complexityModel': string;
  readonly 'onnx.qualityModel': string;
  readonly 'onnx.embeddingModel': string;
  readonly 'onnx.executionProvider': ExecutionProvider;
  /** '' = the hub itself. */
  readonly 'hub.endpoint': string;
  readonly fields: FieldMapping | null;
  /** null = decided from the machine. */
  readonly threads: number | null;
  /** '' = the extension's own storage. */
  readonly cacheDirectory: string;
  readonly 'decorations.enabled': boolean;
  /** '' = the editor's own Node. */
  readonly 'engine.nodePath': string;
}

export type SettingKey = keyof Settings;

export const SETTING_DEFAULTS: Settings = {
  budget: 6000,
  threshold: null,
  scorer: 'embedded',
  embedder: 'embedded',
  embeddingsFile: '',
  'server.preset': 'vllm',
  'server.baseUrl': '',
  'server.qualityBaseUrl': '',
  'server.complexityModel': '',
  'server.qualityModel': '',
  'server.concurrency': null,
  'server.judge': false,
  'server.pricePerMillionTokens': null,
  'server.confirmAboveCost': 1,
  'server.embeddingBaseUrl': '',
  'server.embeddingModel': '',
  'onnx.complexityModel': '',
  'onnx.qualityModel': '',
  'onnx.embeddingModel': '',
  'onnx.executionProvider': 'cpu',
  'hub.endpoint': '',
  fields: null,
  threads: null,
  cacheDirectory: '',
  'decorations.enabled': true,
  'engine.nodePath': '',
};

export const SETTINGS_SECTION = 'deita';

/** Settings that take effect when the engine starts. */
export const ENGINE_SETTINGS: readonly SettingKey[] = [
  'threads',
  'onnx.executionProvider',
  'cacheDirectory',
  'engine.nodePath',
];

/** Settings of a selection run. */
export const RUN_SETTINGS: readonly SettingKey[] = [
  'budget',
  'threshold',
  'scorer',
  'embedder',
  'embeddingsFile',
  'server.preset',
  'server.baseUrl',
  'server.qualityBaseUrl',
  'server.complexityModel',
  'server.qualityModel',
  'server.concurrency',
  'server.judge',
  'server.embeddingBaseUrl',
  'server.embeddingModel',
  'onnx.complexityModel',
  'onnx.qualityModel',
  'onnx.embeddingModel',
  'onnx.executionProvider',
];

/**
 * Settings that a workspace may not set before it is trusted: they name files to read, write or run, or servers that
 * would get the dataset's text.
 */
export const RESTRICTED_SETTINGS: readonly SettingKey[] = [
  'embeddingsFile',
  'server.baseUrl',
  'server.qualityBaseUrl',
  'server.embeddingBaseUrl',
  'onnx.complexityModel',
  'onnx.qualityModel',
  'onnx.embeddingModel',
  'hub.endpoint',
  'cacheDirectory',
  'engine.nodePath',
];
