import path from 'node:path';
import type { MessageArgument } from '../../common/message';
import { OVERRIDES_FILE } from '../../common/modelFolder';
import { fault, say } from '../../messages/say';
import { type JsonObject, readJsonIfThere } from './modelFiles';

const POOLINGS = ['mean', 'cls', 'last'] as const;
/** How the states of a text's tokens become one vector: their mean, the first one, or the last one. */
export type Pooling = (typeof POOLINGS)[number];

/** What `deita.model.json` in a model's folder may say; each entry wins over what the other files imply. */
export interface ModelOverrides {
  /** For people, in place of the folder's name. */
  readonly name?: string;
  /** Path of the network inside the folder. */
  readonly network?: string;
  /** Scorers: the text that is scored, with `{instruction}` and `{response}`. */
  readonly template?: string;
  /** Causal scorers: token ids of the digits 1 to 6. */
  readonly digitTokens?: readonly number[];
  /** Causal scorers: whether the prompt begins with the token of the beginning. */
  readonly addBos?: boolean;
  /** Classifiers: the score of each class, in the order of the network's outputs. */
  readonly labelScores?: readonly number[];
  /** Tokens that the network takes at most, special tokens included. */
  readonly maxTokens?: number;
  /** Embedders. */
  readonly pooling?: Pooling;
  /** Embedders: stands before every text, such as E5's `query: `. */
  readonly prefix?: string;
  /** Embedders: the threshold that suits their similarities, from -1 to 1. */
  readonly recommendedThreshold?: number;
}

type Check = readonly [expected: MessageArgument, test: (value: unknown) => boolean];

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumbers = (value: unknown): boolean => Array.isArray(value) && value.every(Number.isFinite);

const TEXT = say('entry.text');

const CHECKS: Readonly<Record<keyof ModelOverrides, Check>> = {
  name: [TEXT, isText],
  network: [say('entry.path'), (value) => isText(value) && isInside(value as string)],
  template: [
    say('entry.template', { instruction: '{instruction}', response: '{response}' }),
    (value) => isText(value) && /\{(instruction|response)\}/.test(value as string),
  ],
  digitTokens: [say('entry.sixTokens'), (value) => isNumbers(value) && (value as number[]).length === 6],
  addBos: [say('entry.boolean'), (value) => typeof value === 'boolean'],
  labelScores: [
    say('entry.scores'),
    (value) => isNumbers(value) && (value as number[]).every((score) => score >= 1 && score <= 6),
  ],
  maxTokens: [say('entry.tokens'), (value) => Number.isInteger(value) && (value as number) >= 8],
  pooling: [POOLINGS.join(', '), (value) => POOLINGS.some((pooling) => pooling === value)],
  prefix: [TEXT, isText],
  recommendedThreshold: [say('entry.threshold'), (value) => typeof value === 'number' && value >= -1 && value <= 1],
};

/** @throws DeitaError `modelUnsupported` naming the entry that cannot be used */
export async function readOverrides(folder: string): Promise<ModelOverrides> {
  const file = path.join(folder, OVERRIDES_FILE);
  const content: JsonObject = (await readJsonIfThere(file)) ?? {};
  for (const [name, value] of Object.entries(content)) {
    const check = (CHECKS as Readonly<Record<string, Check | undefined>>)[name];
    if (check === undefined) {
      throw fault('unknownOverride', { file, name, names: Object.keys(CHECKS).join(', ') });
    }
    if (!check[1](value)) throw fault('badOverride', { file, name, expected: check[0] });
  }
  return content;
}

function isInside(file: string): boolean {
  const normal = path.normalize(file);
  return !path.isAbsolute(normal) && !normal.startsWith('..');
}
