import path from 'node:path';
import { isObject, type JsonObject, readJsonIfThere, readParsed } from './modelFiles';
import type { Pooling } from './modelOverrides';
import { fault } from '../../messages/say';

/** What sentence-transformers' files say of the layers after the network. */
export interface SentenceLayers {
  /** null = nothing is said. */
  readonly pooling: Pooling | null;
  /** Layers between pooling and normalising that only the network itself can hold, such as `2_Dense`. */
  readonly furtherLayers: readonly string[];
}

/** The switches of `1_Pooling/config.json`. */
const SWITCHES: Readonly<Record<string, Pooling>> = {
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_cls_token: 'cls',
  pooling_mode_lasttoken: 'last',
};

const OWN_LAYERS = /\.(Transformer|Pooling|Normalize)$/;

/** @throws DeitaError `modelUnsupported` for a pooling that is none of mean, CLS and last token */
export async function readSentenceLayers(folder: string): Promise<SentenceLayers> {
  const modules = await readParsed(path.join(folder, 'modules.json'));
  const layers = Array.isArray(modules) ? modules.filter(isObject) : [];
  const typeOf = ({ type }: JsonObject): string => (typeof type === 'string' ? type : '');
  const poolingLayer = layers.find((layer) => typeOf(layer).endsWith('.Pooling'))?.path;
  const poolingPath = typeof poolingLayer === 'string' ? poolingLayer : '1_Pooling';
  const config = await readJsonIfThere(path.join(folder, poolingPath, 'config.json'));
  return {
    pooling: config === undefined ? null : poolingOf(config, path.join(folder, poolingPath, 'config.json')),
    furtherLayers: layers.filter((layer) => !OWN_LAYERS.test(typeOf(layer))).map(({ path: name }) => String(name)),
  };
}

function poolingOf(config: JsonObject, file: string): Pooling {
  const on = Object.keys(config).filter((name) => name.startsWith('pooling_mode_') && config[name] === true);
  const [only, ...others] = on;
  const pooling = only === undefined || others.length > 0 ? undefined : SWITCHES[only];
  if (pooling !== undefined) return pooling;
  throw on.length === 0 ? fault('poolingByNothing', { file }) : fault('pooling', { file, modes: on.join(' + ') });
}
