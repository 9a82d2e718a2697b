import type { Turn } from '../../dataset/conversation';
import { COMPLETION_FEATURES } from '../features/completionFeatures';
import { COMPLIANCE_FEATURES } from '../features/complianceFeatures';
import { countCues } from '../features/cueWords';
import { ORDER_FEATURES } from '../features/orderFeatures';
import { RELEVANCE_FEATURES } from '../features/relevanceFeatures';
import { linesOf, sentencesOf, wordsOf } from '../features/segmentation';
import { STYLE_FEATURES } from '../features/styleFeatures';
import { splitTask } from '../features/taskSplit';
import { LOWEST_SCORE, type ScoreReason, type ScoreReasons } from '../scorer';
import { GATE_NAMES, leftByGates, type GateName } from './gates';
import { headContributions } from './head';
import type { ScoringModel } from './modelFiles';
import { ROW_FEATURES, turnRow } from './turnRow';
import { calibrated, gatedQuality, lowered, partLeft, readQuality, saysSomething } from './turnScores';

const MOST_REASONS = 3;
/** Less than this moves no decimal that people look at. */
const LEAST_EFFECT = 0.03;

/** Facts of a turn that its reasons name. */
interface Facts {
  readonly constraints: number;
  readonly forms: number;
  readonly reasoning: number;
  readonly taskWords: number;
  readonly materialWords: number;
  readonly answerWords: number;
  readonly answerSentences: number;
  readonly answerLines: number;
  readonly hasCode: boolean;
}

/** What a group of features says when it raises a score, and when it lowers it. */
interface Group {
  readonly raises: (facts: Facts) => string;
  readonly lowers: (facts: Facts) => string;
}

const words = (list: string): string[] => list.trim().split(/\s+/);

const GROUPS = {
  demands: {
    raises: ({ constraints, forms }) => `asks for ${listed([count(constraints, 'constraint'), count(forms, 'form')])}`,
    lowers: ({ constraints, forms }) =>
      constraints + forms === 0
        ? 'states no constraint and no form'
        : `states little more than ${listed([count(constraints, 'constraint'), count(forms, 'form')])}`,
  },
  reasoning: {
    raises: ({ reasoning }) =>
      reasoning > 0 ? 'asks to explain, compare, derive or design' : 'a task with figures or several questions',
    lowers: ({ reasoning }) => (reasoning > 0 ? 'asks for little reasoning' : 'asks for no reasoning'),
  },
  taskLength: {
    raises: ({ taskWords }) => `the request is long (${count(taskWords, 'word')})`,
    lowers: ({ taskWords }) => `the request is short (${count(taskWords, 'word')})`,
  },
  vocabulary: {
    raises: () => 'its words are rare ones',
    lowers: () => 'its words are everyday ones',
  },
  material: {
    raises: ({ materialWords }) =>
      materialWords > 0 ? `comes with material (${count(materialWords, 'word')})` : 'comes without pasted material',
    lowers: ({ materialWords }) =>
      materialWords > 0 ? `much of it is pasted material (${count(materialWords, 'word')})` : 'comes without material',
  },
  topic: {
    raises: () => 'worded like demanding requests',
    lowers: () => 'worded like simple requests',
  },
  answerLength: {
    raises: ({ answerWords }) => `the answer takes ${count(answerWords, 'word')}`,
    lowers: ({ answerWords }) => `the answer is short for the demand (${count(answerWords, 'word')})`,
  },
  answerForm: {
    raises: ({ hasCode, answerLines }) =>
      hasCode ? 'the answer holds code' : `the answer has structure (${count(answerLines, 'line')})`,
    lowers: ({ answerLines }) =>
      answerLines > 1 ? 'the answer is laid out like simple ones' : 'the answer is one plain block of text',
  },
  answerTopic: {
    raises: () => 'the answer is worded like high-scored ones',
    lowers: () => 'the answer is worded like low-scored ones',
  },
  style: {
    raises: () => 'the answer argues and connects its sentences',
    lowers: () => 'the answer is written plainly or unevenly',
  },
  relevance: {
    raises: () => "the answer takes up the request's terms",
    lowers: () => "the answer takes up few of the request's terms",
  },
  compliance: {
    raises: () => 'the answer has the form that was asked for',
    lowers: () => 'the answer does not have the form or length that was asked for',
  },
  ending: {
    raises: () => 'the answer comes to an end',
    lowers: () => 'the end of the answer looks cut off',
  },
  order: {
    raises: ({ answerSentences }) => `its ${count(answerSentences, 'sentence')} follow one another`,
    lowers: () => 'the order of its sentences is unusual',
  },
  repetition: {
    raises: () => 'the answer hardly repeats itself',
    lowers: () => 'the answer repeats itself or is garbled',
  },
  refusal: {
    raises: () => 'the answer does not evade the request',
    lowers: () => 'the answer refuses, or speaks of itself as a machine',
  },
} as const satisfies Record<string, Group>;
type GroupName = keyof typeof GROUPS;

const GATE_REASONS: Readonly<Record<GateName, string>> = {
  otherAnswer: 'looks like the answer to another request',
  copiedPrompt: 'repeats the request in place of an answer',
  garbled: 'garbled, looped or a refusal',
  missingEnd: 'breaks off before its end',
  movedSentences: 'its sentences are out of order',
};

/** Which group each feature belongs to; the first that names it. */
const MEMBERS: readonly (readonly [GroupName, readonly string[]])[] = [
  ['demands', prefixed('instruction', words('constraints forms roles directives connectives distinctLineStarts'))],
  ['reasoning', prefixed('instruction', words('reasoning numbers mathSigns questionWords questions plainTasks'))],
  ['vocabulary', prefixed('instruction', words('rareWords meanRarity'))],
  ['material', prefixed('instruction', words('materialWords hasMaterial repeatedLines quotes'))],
  ['taskLength', [...named('instruction.'), 'size.instructionBytes', 'response.instructionWords']],
  ['topic', named('instructionWording.')],
  ['answerTopic', named('responseWording.')],
  ['refusal', prefixed('response', words('refusal boilerplate leftover placeholders empty veryShort'))],
  [
    'repetition',
    [
      ...prefixed('response', words('repeatedLines repeatedSentences distinctPairs commonestPair pairFluency variety')),
      'gate.garbled',
    ],
  ],
  ['compliance', prefixed('response', Object.keys(COMPLIANCE_FEATURES))],
  ['order', [...prefixed('response', Object.keys(ORDER_FEATURES)), 'gate.movedSentences']],
  ['relevance', [...relevanceFeatures(), 'gate.otherAnswer', 'gate.copiedPrompt']],
  [
    'ending',
    [
      ...prefixed('response', Object.keys(COMPLETION_FEATURES)),
      ...prefixed('response', words('endsTerminated endsUnlikeOtherLines openBrackets openFence lastWordRarity')),
      'gate.missingEnd',
    ],
  ],
  [
    'answerLength',
    [
      ...prefixed('response', words('words sentences rootWords newWords lengthRatio singleSentence veryLong')),
      'size.responseBytes',
      'size.turnBytes',
    ],
  ],
  [
    'answerForm',
    prefixed(
      'response',
      words(`lines bullets numbered headings bold fenced code mathSigns numbers links listedLines lineShare digitShare
        parentheses`),
    ),
  ],
  ['style', [...prefixed('response', Object.keys(STYLE_FEATURES)), ...named('response.')]],
];
const GROUP_OF = ROW_FEATURES.map((feature) => {
  const group = MEMBERS.find(([, features]) => features.includes(feature));
  if (group === undefined) throw new TypeError(`${feature} belongs to no group of reasons`);
  return group[0];
});

/** Both scores of a turn taken apart: the strongest reasons of each, in words, as far as they moved it. */
export function explainTurn(turn: Turn, model: ScoringModel): ScoreReasons {
  const { features, evidence } = turnRow(turn.instruction, turn.response, model);
  const facts = factsOf(turn);
  return {
    complexity: strongest(groupReasons(headContributions(model.complexity, features), facts)),
    quality: strongest(
      saysSomething(turn.response)
        ? qualityReasons(turn, features, evidence, facts, model)
        : [{ text: 'there is no answer', effect: LOWEST_SCORE - calibrated(readQuality(features, model).value) }],
    ),
  };
}

/** The parts of quality, scaled as the calibration scales what they make together. */
function qualityReasons(
  { response }: Turn,
  features: Float64Array,
  evidence: readonly number[],
  facts: Facts,
  model: ScoringModel,
): ScoreReason[] {
  const { value: read, soundnessPart } = readQuality(features, model);
  const contributions = blended(model, features, soundnessPart);
  const usual = read - contributions.reduce((sum, effect) => sum + effect, 0);
  const gated = gatedQuality(read, evidence);
  const found = lowered(gated, partLeft(response));
  const scale = found === usual ? 1 : (calibrated(found) - calibrated(usual)) / (found - usual);
  const reasons = [
    ...groupReasons(contributions, facts),
    ...gateReasons(read, evidence),
    { text: 'refuses and says little else', effect: found - gated },
  ];
  return reasons.map(({ text, effect }) => ({ text, effect: effect * scale }));
}

/** Contributions to what the two heads of quality say together. */
function blended({ quality, soundness }: ScoringModel, features: Float64Array, soundnessPart: number): Float64Array {
  const sound = headContributions(soundness, features);
  return headContributions(quality, features).map(
    (usual, index) => usual + soundnessPart * ((sound[index] ?? 0) - usual),
  );
}

function groupReasons(contributions: Float64Array, facts: Facts): ScoreReason[] {
  const effects = new Map<GroupName, number>();
  contributions.forEach((effect, feature) => {
    const group = GROUP_OF[feature] as GroupName;
    effects.set(group, (effects.get(group) ?? 0) + effect);
  });
  return Array.from(effects, ([name, effect]) => {
    const group: Group = GROUPS[name];
    return { text: effect > 0 ? group.raises(facts) : group.lowers(facts), effect };
  });
}

/** What each gate takes away, as a part of what they take together. */
function gateReasons(quality: number, evidence: readonly number[]): ScoreReason[] {
  const taken = gatedQuality(quality, evidence) - quality;
  const shares = leftByGates(evidence).map((left) => -Math.log(left));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return GATE_NAMES.map((name, index) => ({
    text: GATE_REASONS[name],
    effect: total === 0 ? 0 : (taken * (shares[index] ?? 0)) / total,
  }));
}

function strongest(reasons: readonly ScoreReason[]): ScoreReason[] {
  return reasons
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .sort((first, second) => Math.abs(second.effect) - Math.abs(first.effect))
    .slice(0, MOST_REASONS);
}

function factsOf({ instruction, response }: Turn): Facts {
  const { task, material } = splitTask(instruction);
  const taskWords = wordsOf(task);
  const cues = countCues(task, taskWords);
  return {
    constraints: cues.constraint,
    forms: cues.form,
    reasoning: cues.reasoning,
    taskWords: taskWords.length,
    materialWords: wordsOf(material).length,
    answerWords: wordsOf(response).length,
    answerSentences: sentencesOf(response).length,
    answerLines: linesOf(response).length,
    hasCode: response.includes('```'),
  };
}

function count(amount: number, thing: string): string {
  return amount === 0 ? '' : `${amount} ${thing}${amount === 1 ? '' : 's'}`;
}

function listed(parts: readonly string[]): string {
  const present = parts.filter((part) => part !== '');
  return present.length === 0 ? 'several things' : present.join(' and ');
}

function named(prefix: string): string[] {
  return ROW_FEATURES.filter((feature) => feature.startsWith(prefix));
}

function prefixed(prefix: string, names: readonly string[]): string[] {
  return names.map((name) => `${prefix}.${name}`);
}

/** Sizes among them are answered for by the length. */
function relevanceFeatures(): string[] {
  const sizes = new Set(words('newWords lengthRatio instructionWords'));
  return prefixed(
    'response',
    Object.keys(RELEVANCE_FEATURES).filter((name) => !sizes.has(name)),
  );
}
