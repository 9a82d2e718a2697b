import { stat } from 'node:fs/promises';
import path from 'node:path';
import { OVERRIDES_FILE } from '../../common/modelFolder';
import { fault } from '../../messages/say';
import { contextLength } from './contextLength';
import { findNetwork, type JsonObject, readJson, readJsonIfThere } from './modelFiles';
import { type ModelOverrides, readOverrides } from './modelOverrides';
import { readSentenceLayers, type SentenceLayers } from './sentencePooling';

/** A model on disk as exports leave it: an ONNX network with the files of transformers and sentence-transformers. */
export interface ModelFolder {
  readonly path: string;
  /** For people. */
  readonly name: string;
  readonly networkFile: string;
  readonly config: JsonObject;
  readonly tokenizer: JsonObject;
  readonly tokenizerConfig: JsonObject;
  /** Tokens that the network takes at most, special tokens included; undefined when no file says. */
  readonly maxTokens: number | undefined;
  readonly sentence: SentenceLayers;
  readonly overrides: ModelOverrides;
}

/** Files that decide the output besides the network; part of a model's identity where they exist. */
export const DECIDING_FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'modules.json',
  '1_Pooling/config.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
  OVERRIDES_FILE,
];

/** @throws DeitaError `modelMissing` or `modelUnsupported`, naming the file */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  await assertFolder(folder);
  const overrides = await readOverrides(folder);
  const networkFile = await findNetwork(folder, overrides.network);
  const inFolder = (name: string): string => path.join(folder, name);
  const tokenizer = await readJson(inFolder('tokenizer.json'));
  const config = await readJson(inFolder('config.json'));
  const tokenizerConfig = (await readJsonIfThere(inFolder('tokenizer_config.json'))) ?? {};
  return {
    path: folder,
    name: overrides.name ?? path.basename(path.resolve(folder)),
    networkFile,
    config,
    tokenizer,
    tokenizerConfig,
    maxTokens: overrides.maxTokens ?? (await contextLength(folder, { config, tokenizerConfig })),
    sentence: await readSentenceLayers(folder),
    overrides: { ...(await promptOf(folder)), ...overrides },
  };
}

async function assertFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  throw fault(found === undefined ? 'noModelFolder' : 'modelFolderIsFile', { folder });
}

/** The text that sentence-transformers would put before every text by default. */
async function promptOf(folder: string): Promise<Pick<ModelOverrides, 'prefix'>> {
  const config = await readJsonIfThere(path.join(folder, 'config_sentence_transformers.json'));
  const name = config?.default_prompt_name;
  const prompts = config?.prompts as JsonObject | undefined;
  const prefix = typeof name === 'string' ? prompts?.[name] : undefined;
  return typeof prefix === 'string' && prefix !== '' ? { prefix } : {};
}
