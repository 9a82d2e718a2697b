import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BASE_URL } from '../choices/sharedOptions';
import type { JudgeChoice, LanguageModelChoice, ServedSignalModel } from '../choices/signalModels';
import { assertBaseUrl } from '../messages/baseUrl';
import { messageOf } from '../common/errors';
import { modelSignal, type SignalRef } from '../protocol/signals';
import { SIGNAL_QUESTIONS, type SignalSupply } from '../protocol/signalSupply';
import type { OptionValues } from './command';
import type { Options } from './option';
import { FROM_ONE, integerOption, textOption, usageError } from './values';

/** What signals are made from beside the rows. */
export const SIGNAL_OPTIONS = {
  join: {
    type: 'string',
    placeholder: 'FILE',
    help: 'a second file whose fields are there as field:PATH, too; its\nrows belong to those of the dataset by their order',
  },
  'join-on': {
    type: 'string',
    placeholder: 'FIELD',
    help: 'of --join: rows belong together where this field, such as\nid, is the same in both',
  },
  'language-model': {
    type: 'string',
    placeholder: 'DIR|NAME',
    help: 'of perplexity and ifd: a folder with a causal ONNX model, or\nwith --base-url a model as its server (vLLM) names it',
  },
  'judge-model': {
    type: 'string',
    placeholder: 'NAME',
    help: 'of tags, direct-complexity, direct-quality,\nrating-expectation and instruction-nodes: a chat model as\nits server names it',
  },
  'judge-base-url': {
    type: 'string',
    placeholder: 'URL',
    help: 'where it is served, when not at --base-url',
  },
  'tag-vocabulary': {
    type: 'string',
    placeholder: 'FILE',
    help: 'the tags that the judge may give, one a line\n(default: a list of our own)',
  },
} as const satisfies Options;

/** Options of scorers that say where these models are served, too. */
const SERVER_FLAGS = [BASE_URL.flag, 'concurrency'] as const;

/** Those of them that have an effect, whatever the scorer. */
export function signalServerFlags({ languageModel, judge }: SignalSupply): readonly string[] {
  return languageModel?.kind === 'server' || judge !== undefined ? SERVER_FLAGS : [];
}

/** What each option about a model is for. */
const QUESTIONS_OF_FLAGS = {
  'language-model': ['given', 'alone'],
  'judge-model': ['tags', 'nodes', 'rating', 'direct'],
  'judge-base-url': ['tags', 'nodes', 'rating', 'direct'],
  'tag-vocabulary': ['tags'],
} as const satisfies Partial<Record<keyof typeof SIGNAL_OPTIONS, readonly SignalQuestion[]>>;

type SignalQuestion = (typeof SIGNAL_QUESTIONS)[keyof typeof SIGNAL_QUESTIONS][number];

/** The options that were given for models which none of the signals is made by. */
export function flagsWithoutSignal(values: OptionValues, signals: readonly SignalRef[]): string[] {
  const asked = signals.flatMap((signal): readonly SignalQuestion[] => {
    const id = modelSignal(signal);
    return id === undefined ? [] : SIGNAL_QUESTIONS[id];
  });
  return Object.entries(QUESTIONS_OF_FLAGS)
    .filter(([flag, questions]) => values[flag] !== undefined && !questions.some((each) => asked.includes(each)))
    .map(([flag]) => flag);
}

/** @throws DeitaError `usage` */
export function signalSupply(values: OptionValues): SignalSupply {
  return { ...joinOption(values), ...languageModelOption(values), ...judgeOption(values) };
}

function joinOption(values: OptionValues): Pick<SignalSupply, 'join'> {
  const [file, on] = [textOption(values, 'join'), textOption(values, 'join-on')];
  if (file !== undefined) return { join: { file: path.resolve(file), ...(on === undefined ? {} : { on }) } };
  if (on !== undefined) throw usageError('--join-on goes with --join FILE.');
  return {};
}

function languageModelOption(values: OptionValues): { languageModel?: LanguageModelChoice } {
  const model = textOption(values, 'language-model');
  if (model === undefined) return {};
  const baseUrl = textOption(values, BASE_URL.flag);
  if (baseUrl === undefined) return { languageModel: { kind: 'onnx', model: path.resolve(model) } };
  return { languageModel: served(values, baseUrl, model) };
}

function judgeOption(values: OptionValues): { judge?: JudgeChoice } {
  const model = textOption(values, 'judge-model');
  const own = textOption(values, 'judge-base-url');
  const vocabulary = textOption(values, 'tag-vocabulary');
  if (model === undefined) {
    const unused = own !== undefined ? 'judge-base-url' : vocabulary !== undefined ? 'tag-vocabulary' : undefined;
    if (unused !== undefined) throw usageError(`--${unused} goes with --judge-model NAME.`);
    return {};
  }
  const baseUrl = own ?? textOption(values, BASE_URL.flag);
  if (baseUrl === undefined) throw usageError('--judge-model needs --judge-base-url URL, or --base-url URL.');
  return {
    judge: {
      ...served(values, baseUrl, model),
      ...(vocabulary === undefined ? {} : { vocabulary: tagsIn(path.resolve(vocabulary)) }),
    },
  };
}

function served(values: OptionValues, baseUrl: string, model: string): ServedSignalModel {
  assertBaseUrl(baseUrl);
  const concurrency = integerOption(values, 'concurrency', 0, FROM_ONE);
  return { kind: 'server', baseUrl, model, ...(concurrency === 0 ? {} : { concurrency }) };
}

/** One a line, each once. */
function tagsIn(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(`--tag-vocabulary: ${file} cannot be read: ${messageOf(error)}.`);
  }
  const tags = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const found = [...new Set(tags.filter((tag) => tag !== ''))];
  if (found.length === 0) throw usageError(`--tag-vocabulary: ${file} holds no tags.`);
  return found;
}
