import { COMPLETION_FEATURES } from '../features/completionFeatures';
import { COMPLIANCE_FEATURES } from '../features/complianceFeatures';
import { ORDER_FEATURES } from '../features/orderFeatures';
import { RELEVANCE_FEATURES } from '../features/relevanceFeatures';
import { STYLE_FEATURES } from '../features/styleFeatures';
import type { GateName } from './gates';
import { KOREAN_INPUTS } from './koreanReading';
import { ROW_FEATURES } from './turnRow';

/** What reasons speak of, each a group of features. */
export const GROUP_NAMES = [
  'demands',
  'reasoning',
  'figures',
  'questions',
  'vocabulary',
  'material',
  'taskLength',
  'taskWording',
  'answerWording',
  'refusal',
  'repetition',
  'compliance',
  'order',
  'relevance',
  'ending',
  'answerLength',
  'answerForm',
  'style',
] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

/** The features of each group; one that several name belongs to the first of them, by `GROUP_NAMES`. */
const MEMBERS: Readonly<Record<GroupName, readonly string[]>> = {
  demands: of('instruction', 'constraints forms roles directives'),
  reasoning: of('instruction', 'reasoning plainTasks'),
  figures: of('instruction', 'numbers mathSigns'),
  questions: of('instruction', 'questionWords questions'),
  vocabulary: of('instruction', 'rareWords meanRarity'),
  material: of('instruction', 'materialWords hasMaterial repeatedLines quotes'),
  taskLength: [...all('instruction.'), 'size.instructionBytes', 'size.shortInstruction', 'response.instructionWords'],
  taskWording: all('instructionWording.'),
  answerWording: all('responseWording.'),
  refusal: of('response', 'refusal boilerplate leftover placeholders empty veryShort'),
  repetition: [
    ...of('response', 'repeatedLines repeatedSentences distinctPairs commonestPair pairFluency variety'),
    'gate.garbled',
  ],
  compliance: namesOf(COMPLIANCE_FEATURES),
  order: [...namesOf(ORDER_FEATURES), 'gate.movedSentences'],
  relevance: [...relevanceFeatures(), 'gate.otherAnswer', 'gate.copiedPrompt'],
  ending: [
    ...namesOf(COMPLETION_FEATURES),
    ...of('response', 'endsTerminated endsUnlikeOtherLines openBrackets openFence lastWordRarity'),
    'gate.missingEnd',
  ],
  answerLength: [
    ...of('response', 'words sentences rootWords newWords lengthRatio singleSentence veryLong'),
    'size.responseBytes',
    'size.turnBytes',
    'size.shortTurn',
  ],
  answerForm: of(
    'response',
    `lines bullets numbered headings bold fenced code mathSigns numbers links listedLines lineShare digitShare
      parentheses`,
  ),
  style: [...namesOf(STYLE_FEATURES), ...all('response.')],
};

/** The group of each of `ROW_FEATURES`, in their order. */
export const GROUP_OF_FEATURE: readonly GroupName[] = ROW_FEATURES.map((feature) => {
  const group = GROUP_NAMES.find((name) => MEMBERS[name].includes(feature));
  if (group === undefined) throw new TypeError(`${feature} belongs to no group of reasons`);
  return group;
});

const GROUP_OF_KOREAN: Readonly<Record<string, GroupName>> = {
  instructionBytes: 'taskLength',
  responseBytes: 'answerLength',
  turnBytes: 'answerLength',
  covered: 'relevance',
  otherLanguage: 'compliance',
  saidBefore: 'repetition',
};

/** The group of each of `KOREAN_INPUTS`, in their order; marks and endings are how an answer is worded. */
export const GROUP_OF_KOREAN_INPUT: readonly GroupName[] = KOREAN_INPUTS.map(
  (input) => GROUP_OF_KOREAN[input] ?? 'answerWording',
);

/** The group that speaks of what a gate finds. */
export const GROUP_OF_GATE: Readonly<Record<GateName, GroupName>> = {
  otherAnswer: 'relevance',
  copiedPrompt: 'relevance',
  garbled: 'repetition',
  missingEnd: 'ending',
  movedSentences: 'order',
};

function of(part: 'instruction' | 'response', names: string): string[] {
  return names.split(/\s+/).map((name) => `${part}.${name}`);
}

function namesOf(features: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(features).map((name) => `response.${name}`);
}

function all(prefix: string): string[] {
  return ROW_FEATURES.filter((feature) => feature.startsWith(prefix));
}

/** Sizes among them are answered for by the length. */
function relevanceFeatures(): string[] {
  const sizes = of('response', 'newWords lengthRatio instructionWords');
  return namesOf(RELEVANCE_FEATURES).filter((name) => !sizes.includes(name));
}
