import { originOf } from '../../common/baseUrl';
import { SERVER_PRESETS, type ServerPreset } from '../../common/serverPresets';
import type { GivenOption, ScorerFamily } from '../family';
import { bothNames, hostOf, lastPart } from '../labels';
import {
  given,
  required,
  type ChoiceOption,
  type CountOption,
  type OptionSource,
  type SwitchOption,
  type TextOption,
} from '../option';
import type { ServerUse } from '../servedRole';
import { BASE_URL } from '../sharedOptions';
import { fault } from '../../messages/say';

/** Scorers behind an OpenAI-compatible server. Its key is never part of a choice: see `credentials/set`. */
export interface ServerScorerChoice {
  readonly kind: 'server';
  readonly preset: ServerPreset;
  /** Such as `http://localhost:8000/v1`. */
  readonly baseUrl: string;
  /** Where the quality model is served, when not at `baseUrl`: a vLLM server holds one model. */
  readonly qualityBaseUrl?: string;
  readonly complexityModel: string;
  readonly qualityModel: string;
  /** Most requests under way at once; absent = found out while running. */
  readonly concurrency?: number;
  /** *Direct scoring*: a chat model is asked for a number (the paper's weak baseline). */
  readonly judge?: boolean;
}

export const PRESET = {
  type: 'choice',
  setting: 'server.preset',
  flag: 'preset',
  placeholder: 'NAME',
  values: SERVER_PRESETS,
  help: `the kind of server: ${SERVER_PRESETS.join(', ')}`,
} as const satisfies ChoiceOption;

const QUALITY_BASE_URL = {
  type: 'url',
  setting: 'server.qualityBaseUrl',
  flag: 'quality-base-url',
  placeholder: 'URL',
  help: 'of the quality model, where it is served elsewhere',
} as const satisfies TextOption;

const COMPLEXITY_MODEL = {
  type: 'text',
  setting: 'server.complexityModel',
  flag: 'complexity-model',
  placeholder: 'NAME',
  help: 'as its server names it',
} as const satisfies TextOption;

const QUALITY_MODEL = {
  type: 'text',
  setting: 'server.qualityModel',
  flag: 'quality-model',
  placeholder: 'NAME',
  help: 'as its server names it',
} as const satisfies TextOption;

const CONCURRENCY = {
  type: 'count',
  setting: 'server.concurrency',
  flag: 'concurrency',
  placeholder: 'N',
  minimum: 1,
  help: 'most requests at once (default: found out while running)',
} as const satisfies CountOption;

const JUDGE = {
  type: 'switch',
  setting: 'server.judge',
  flag: 'judge',
  help: 'direct scoring: ask a chat model, the one of\n--complexity-model, for both scores (a weak baseline)',
} as const satisfies SwitchOption;

export const SERVER_SCORER = {
  kind: 'server',
  formerKind: 'openai',
  name: 'Server',
  help: 'server (models behind an OpenAI-compatible server)',
  origin: 'model',
  isHeuristic: false,
  options: [PRESET, BASE_URL, QUALITY_BASE_URL, COMPLEXITY_MODEL, QUALITY_MODEL, CONCURRENCY, JUDGE],
  read: readServerScorer,
  write: writeServerScorer,
  label: ({ complexityModel, qualityModel, baseUrl, judge }) => {
    const names = bothNames(lastPart(complexityModel), lastPart(qualityModel));
    return `${names} on ${hostOf(baseUrl)}${judge === true ? ' (direct scoring)' : ''}`;
  },
  servers: (choice) => {
    const { complexity, quality } = placesOf(choice);
    return choice.judge === true ? [complexity] : [complexity, quality];
  },
  isKnownToBePaid: ({ preset }) => preset === 'openai',
  logFields: ({ preset, baseUrl, qualityBaseUrl, complexityModel, qualityModel, concurrency, judge }) => ({
    preset,
    server: originOf(baseUrl) ?? 'no address',
    qualityServer: qualityBaseUrl && (originOf(qualityBaseUrl) ?? 'no address'),
    complexityModel,
    qualityModel,
    concurrency,
    judge,
  }),
} as const satisfies ScorerFamily<ServerScorerChoice>;

/** Where each of the two models is; a judge gives both scores from one place. */
export function placesOf({ baseUrl, qualityBaseUrl = baseUrl, judge = false }: ServerScorerChoice) {
  return {
    complexity: { baseUrl, role: judge ? 'judge' : 'complexity' },
    quality: { baseUrl: qualityBaseUrl, role: judge ? 'judge' : 'quality' },
  } as const satisfies Readonly<Record<string, ServerUse>>;
}

function readServerScorer(source: OptionSource): ServerScorerChoice {
  const complexityModel = required(source, COMPLEXITY_MODEL);
  const baseUrl = required(source, BASE_URL);
  const qualityBaseUrl = given(source, QUALITY_BASE_URL);
  const concurrency = source.count(CONCURRENCY);
  const preset = source.oneOf(PRESET);
  if (preset === undefined) throw source.missing(PRESET);
  const server = { kind: 'server', preset, baseUrl, complexityModel } as const;
  const atOnce = concurrency === undefined ? {} : { concurrency };
  if (source.isOn(JUDGE)) {
    assertOneJudge(source, complexityModel, baseUrl);
    return { ...server, qualityModel: complexityModel, ...atOnce, judge: true };
  }
  const elsewhere = qualityBaseUrl === undefined ? {} : { qualityBaseUrl };
  return { ...server, ...elsewhere, qualityModel: required(source, QUALITY_MODEL), ...atOnce };
}

function writeServerScorer(choice: ServerScorerChoice): GivenOption[] {
  const { preset, baseUrl, qualityBaseUrl, complexityModel, qualityModel, concurrency, judge } = choice;
  return [
    { option: PRESET, value: preset },
    { option: BASE_URL, value: baseUrl },
    { option: QUALITY_BASE_URL, value: qualityBaseUrl },
    { option: COMPLEXITY_MODEL, value: complexityModel },
    judge === true ? { option: JUDGE, value: true } : { option: QUALITY_MODEL, value: qualityModel },
    { option: CONCURRENCY, value: concurrency },
  ];
}

/** One model judges: naming it once is enough, and naming another for quality leaves open which. */
function assertOneJudge(source: OptionSource, complexityModel: string, baseUrl: string): void {
  const others = [
    [QUALITY_MODEL, complexityModel],
    [QUALITY_BASE_URL, baseUrl],
  ] as const;
  for (const [option, judge] of others) {
    if ((given(source, option) ?? judge) === judge) continue;
    throw fault('secondJudge', { setting: source.nameOf(option) });
  }
}
