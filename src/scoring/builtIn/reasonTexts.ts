import type { ScoreReasons } from '../scorer';
import type { GroupName } from './reasonGroups';
import { STYLE_TEXTS } from './styleTexts';
import type { TurnFacts } from './turnFacts';

/** What moved a score, for the sentence that says so. */
export interface Move {
  readonly score: keyof ScoreReasons;
  /** The feature of the group that did most of it. */
  readonly feature: string;
  readonly raises: boolean;
}

/** A sentence that finds a fault in an answer, or finds none. */
export interface Finding {
  readonly text: string;
  readonly isFault: boolean;
}

const fault = (text: string): Finding => ({ text, isFault: true });
const sound = (text: string): Finding => ({ text, isFault: false });

/**
 * The reason for what a group did, in words that agree with the effect's direction. A fault that raised a score, or its
 * absence that lowered it, is not the reason: such answers go with such scores, and that is all that can be said.
 */
export function reasonText(group: GroupName, facts: TurnFacts, move: Move): string {
  const said = GROUP_TEXTS[group](facts, move);
  if (typeof said === 'string') return said;
  return move.score === 'quality' && said.isFault === !move.raises ? said.text : answerLike('built', move);
}

/** All that is known of an answer by its build or wording: which answers have the like. */
function answerLike(how: 'built' | 'worded', { score, raises }: Move): string {
  return score === 'complexity'
    ? `the answer is ${how} like those to ${raises ? 'demanding' : 'simple'} requests`
    : `the answer is ${how} like those that scored ${raises ? 'high' : 'low'}`;
}

/** So many standard deviations from the mean are clearly more or less than usual. */
const CLEAR = 0.5;
/** From here on the evidence of a gate is taken for damage; good answers mostly lie below. */
const SURE = 0.6;
/** A missing end is seen by less, and good answers lie below that as well. */
const NO_END = 0.2;
/** An answer with fewer sentences has no order that could be wrong. */
const LEAST_ORDERED = 3;
/** Of an answer's neighbouring words: with no more different pairs it repeats itself, with so many hardly. */
const REPEATING_PAIRS = 0.6;
const VARIED_PAIRS = 0.9;
const REPEATED_SHARE = 0.2;
const OTHER_SCRIPT = 0.5;

/**
 * A sentence for each group. It says what is true of the turn, by counts or against the judged turns' mean, so that it is
 * the same whether it raises a score or lowers it: that shows the effect's sign. Only of how texts are worded nothing
 * is known but what the score makes of it.
 */
export const GROUP_TEXTS: Readonly<Record<GroupName, (facts: TurnFacts, move: Move) => string | Finding>> = {
  demands: demandsText,
  reasoning: ({ reasoning, value }) => {
    if (reasoning > 0) return 'asks to explain, compare, derive or design';
    return value('instruction.plainTasks') > 0 ? 'asks to name, list, find or rewrite' : 'asks for no reasoning';
  },
  figures: ({ value }) => {
    const numbers = counted(value('instruction.numbers'));
    if (numbers > 0) return `the request holds ${count(numbers, 'number')}`;
    return value('instruction.mathSigns') > 0 ? 'the request holds a formula' : 'the request holds no number';
  },
  questions: ({ value }) => {
    const questions = counted(value('instruction.questions'));
    if (questions > 0) return `the request asks ${count(questions, 'question')}`;
    return value('instruction.questionWords') > 0 ? 'the request has a question word' : 'the request asks no question';
  },
  vocabulary: ({ level, value }) => {
    const rarity = level('instruction.meanRarity');
    if (rarity >= CLEAR) return "the request's words are rarer than usual";
    if (rarity <= -CLEAR) return "the request's words are everyday ones";
    return `the request has ${count(counted(value('instruction.rareWords')), 'rare word')}`;
  },
  material: ({ materialWords, value }) => {
    if (materialWords > 0) return `comes with material (${count(materialWords, 'word')})`;
    return value('instruction.quotes') > 0 ? 'quotes something' : 'comes without pasted material';
  },
  taskLength: ({ taskLength, taskWords }) => lengthText('the request', taskLength, taskWords),
  taskWording: (_, { score, raises }) =>
    score === 'complexity'
      ? `worded like ${raises ? 'demanding' : 'simple'} requests`
      : `worded like requests whose answers scored ${raises ? 'high' : 'low'}`,
  answerWording: (_, move) => answerLike('worded', move),
  refusal: refusalText,
  repetition: repetitionText,
  compliance: complianceText,
  order: orderText,
  relevance: relevanceText,
  ending: ({ evidence, value }) => {
    if (evidence('missingEnd') >= NO_END) return fault('the end of the answer looks cut off');
    return value('response.endsTerminated') > 0
      ? sound('the answer comes to an end')
      : fault('the answer ends without a closing mark');
  },
  answerLength: answerLengthText,
  answerForm: ({ hasCode, answerLines }) => {
    if (hasCode) return 'the answer holds code';
    return answerLines > 1 ? `the answer has ${count(answerLines, 'line')}` : 'the answer is one block of text';
  },
  style: ({ level }, { feature }) => {
    const [less, more] = STYLE_TEXTS[feature] ?? ['the style of the answer', 'the style of the answer'];
    return level(feature) < 0 ? less : more;
  },
};

function demandsText({ constraints, forms, value }: TurnFacts, { feature }: Move): string {
  const demands = [
    ...(constraints > 0 ? [count(constraints, 'constraint')] : []),
    ...(forms > 0 ? [count(forms, 'form')] : []),
  ];
  if (demands.length > 0) return `asks for ${demands.join(' and ')}`;
  if (feature === 'instruction.roles' && value(feature) > 0) return 'sets a role or a scene';
  const directives = counted(value('instruction.directives'));
  if (feature === 'instruction.directives' && directives > 0) return `tells to do ${count(directives, 'thing')}`;
  return 'states no constraint and no form';
}

function refusalText(facts: TurnFacts): string | Finding {
  const { value, onlyRefuses } = facts;
  if (onlyRefuses) return fault('the answer refuses and says little else');
  if (value('response.refusal') > 0) return fault('the answer refuses the request');
  if (value('response.boilerplate') > 0) return fault('the answer speaks of itself as a machine');
  if (value('response.leftover') > 0) return fault('the answer holds leftovers of a prompt');
  if (value('response.placeholders') > 0) return fault('the answer holds placeholders');
  return value('response.veryShort') > 0 ? answerLengthText(facts) : sound('the answer does not evade the request');
}

function repetitionText(facts: TurnFacts): string | Finding {
  if (facts.value('response.veryShort') > 0) return answerLengthText(facts);
  if (repeatsItself(facts)) return fault('the answer repeats itself');
  if (facts.evidence('garbled') >= SURE) {
    return facts.value('response.refusal') > 0 || facts.onlyRefuses
      ? refusalText(facts)
      : fault('the answer looks garbled');
  }
  return facts.value('response.distinctPairs') >= VARIED_PAIRS
    ? sound('the answer hardly repeats itself')
    : 'the answer repeats some of its words';
}

function repeatsItself({ value }: TurnFacts): boolean {
  return (
    value('response.distinctPairs') <= REPEATING_PAIRS ||
    Math.max(value('response.repeatedLines'), value('response.repeatedSentences')) >= REPEATED_SHARE
  );
}

function complianceText({ value }: TurnFacts): string | Finding {
  if (value('response.overLimit') > 0) return fault('the answer is longer than was asked for');
  if (value('response.itemsMissed') > 0) return fault('the answer has fewer items than were asked for');
  if (value('response.codeMissing') > 0) return fault('the request speaks of code, the answer holds none');
  if (value('response.listMissing') > 0) return fault('the request speaks of a list, the answer holds none');
  if (value('response.otherScript') >= OTHER_SCRIPT) return fault('the answer is in another script than the request');
  if (value('response.codeUnasked') > 0) return fault('the answer holds code that was not asked for');
  if (value('response.wantsBrevity') > 0) return 'the request asks for something short';
  if (value('response.wantsDetail') > 0) return 'the request asks to explain or describe';
  if (value('response.wantsChoice') > 0) return 'the request asks to choose or find';
  return sound('the answer lacks nothing of the form that was asked for');
}

function orderText({ answerSentences, evidence, level }: TurnFacts): string | Finding {
  const isOrdered = answerSentences >= LEAST_ORDERED;
  if (isOrdered && evidence('movedSentences') >= SURE) return fault("the order of the answer's sentences is unusual");
  const sentences = count(answerSentences, 'sentence');
  return isOrdered && level('gate.movedSentences') <= 0
    ? sound(`the answer's ${sentences} follow one another`)
    : `the answer has ${sentences}`;
}

function relevanceText({ value, level, evidence }: TurnFacts): string | Finding {
  if (evidence('copiedPrompt') >= SURE) return fault('the answer repeats the request');
  if (value('response.coverage') === 0) return fault("the answer takes up none of the request's terms");
  const coverage = level('response.coverage');
  if (coverage >= CLEAR) return sound("the answer takes up many of the request's terms");
  return coverage <= -CLEAR
    ? fault("the answer takes up few of the request's terms")
    : "the answer takes up some of the request's terms";
}

function answerLengthText({ level, answerWords }: TurnFacts): string {
  return lengthText('the answer', level('size.responseBytes'), answerWords);
}

function lengthText(subject: string, level: number, words: number): string {
  if (Math.abs(level) < CLEAR) return `${subject} has ${count(words, 'word')}`;
  return `${subject} is ${level < 0 ? 'short' : 'long'} (${count(words, 'word')})`;
}

/** The count behind a feature that is its logarithm. */
function counted(logarithm: number): number {
  return Math.round(Math.expm1(logarithm));
}

function count(amount: number, thing: string): string {
  return `${amount === 0 ? 'no' : amount} ${thing}${amount === 1 ? '' : 's'}`;
}
