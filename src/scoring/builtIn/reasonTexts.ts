import type { Message } from '../../common/message';
import { say } from '../../messages/say';
import type { ScoreReasons } from '../scorer';
import type { GroupName } from './reasonGroups';
import { styleText } from './styleTexts';
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
  readonly said: Message;
  readonly isFault: boolean;
}

const fault = (said: Message): Finding => ({ said, isFault: true });
const sound = (said: Message): Finding => ({ said, isFault: false });

/**
 * The reason for what a group did, in words that agree with the effect's direction. A fault that raised a score, or its
 * absence that lowered it, is not the reason: such answers go with such scores, and that is all that can be said.
 */
export function reasonText(group: GroupName, facts: TurnFacts, move: Move): Message {
  const found = GROUP_TEXTS[group](facts, move);
  if (!('isFault' in found)) return found;
  const isReason = move.score === 'quality' && found.isFault === !move.raises;
  return isReason ? found.said : say(`answer.builtLike${likenessOf(move)}`);
}

/** All that is known of a text by its build or wording: which requests or scores the like have had. */
function likenessOf({ score, raises }: Move): 'Demanding' | 'Simple' | 'High' | 'Low' {
  if (score === 'complexity') return raises ? 'Demanding' : 'Simple';
  return raises ? 'High' : 'Low';
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
export const GROUP_TEXTS: Readonly<Record<GroupName, (facts: TurnFacts, move: Move) => Message | Finding>> = {
  demands: demandsText,
  reasoning: ({ reasoning, value }) => {
    if (reasoning > 0) return say('request.reasoning');
    return value('instruction.plainTasks') > 0 ? say('request.plainTasks') : say('request.noReasoning');
  },
  figures: ({ value }) => {
    const numbers = counted(value('instruction.numbers'));
    if (numbers > 0) return say('request.numbers', { numbers: say('some.numbers', { count: numbers }) });
    return value('instruction.mathSigns') > 0 ? say('request.formula') : say('request.noNumber');
  },
  questions: ({ value }) => {
    const questions = counted(value('instruction.questions'));
    if (questions > 0) return say('request.questions', { questions: say('some.questions', { count: questions }) });
    return value('instruction.questionWords') > 0 ? say('request.questionWord') : say('request.noQuestion');
  },
  vocabulary: ({ level, value }) => {
    const rarity = level('instruction.meanRarity');
    if (rarity >= CLEAR) return say('request.rarerWords');
    if (rarity <= -CLEAR) return say('request.everydayWords');
    return say('request.words', { words: count(counted(value('instruction.rareWords')), 'rareWords') });
  },
  material: ({ materialWords, value }) => {
    if (materialWords > 0) return say('request.material', { words: count(materialWords, 'words') });
    return value('instruction.quotes') > 0 ? say('request.quotes') : say('request.noMaterial');
  },
  taskLength: ({ taskLength, taskWords }) => lengthText('request', taskLength, taskWords),
  taskWording: (_, move) => say(`request.like${likenessOf(move)}`),
  answerWording: (_, move) => say(`answer.wordedLike${likenessOf(move)}`),
  refusal: refusalText,
  repetition: repetitionText,
  compliance: complianceText,
  order: orderText,
  relevance: relevanceText,
  ending: ({ evidence, value }) => {
    if (evidence('missingEnd') >= NO_END) return fault(say('answer.cutOff'));
    return value('response.endsTerminated') > 0 ? sound(say('answer.ends')) : fault(say('answer.noEnd'));
  },
  answerLength: answerLengthText,
  answerForm: ({ hasCode, answerLines }) => {
    if (hasCode) return say('answer.code');
    if (answerLines <= 1) return say('answer.oneBlock');
    return say('answer.lines', { lines: say('some.lines', { count: answerLines }) });
  },
  style: ({ level }, { feature }) => styleText(feature, level(feature) < 0),
};

function demandsText({ constraints, forms, value }: TurnFacts, { feature }: Move): Message {
  const [demand, other] = [
    ...(constraints > 0 ? [say('some.constraints', { count: constraints })] : []),
    ...(forms > 0 ? [say('some.forms', { count: forms })] : []),
  ];
  if (demand !== undefined)
    return other === undefined ? say('request.demand', { demand }) : say('request.demands', { demand, other });
  if (feature === 'instruction.roles' && value(feature) > 0) return say('request.role');
  const directives = counted(value('instruction.directives'));
  if (feature === 'instruction.directives' && directives > 0)
    return say('request.directives', { things: say('some.things', { count: directives }) });
  return say('request.noDemand');
}

function refusalText(facts: TurnFacts): Message | Finding {
  const { value, onlyRefuses } = facts;
  if (onlyRefuses) return fault(say('answer.onlyRefuses'));
  if (value('response.refusal') > 0) return fault(say('answer.refuses'));
  if (value('response.boilerplate') > 0) return fault(say('answer.boilerplate'));
  if (value('response.leftover') > 0) return fault(say('answer.leftover'));
  if (value('response.placeholders') > 0) return fault(say('answer.placeholders'));
  return value('response.veryShort') > 0 ? answerLengthText(facts) : sound(say('answer.evadesNothing'));
}

function repetitionText(facts: TurnFacts): Message | Finding {
  if (facts.value('response.veryShort') > 0) return answerLengthText(facts);
  if (repeatsItself(facts)) return fault(say('answer.repeats'));
  if (facts.evidence('garbled') >= SURE) {
    return facts.value('response.refusal') > 0 || facts.onlyRefuses ? refusalText(facts) : fault(say('answer.garbled'));
  }
  return facts.value('response.distinctPairs') >= VARIED_PAIRS
    ? sound(say('answer.hardlyRepeats'))
    : say('answer.repeatsWords');
}

function repeatsItself({ value }: TurnFacts): boolean {
  return (
    value('response.distinctPairs') <= REPEATING_PAIRS ||
    Math.max(value('response.repeatedLines'), value('response.repeatedSentences')) >= REPEATED_SHARE
  );
}

function complianceText({ value }: TurnFacts): Message | Finding {
  if (value('response.overLimit') > 0) return fault(say('answer.overLimit'));
  if (value('response.itemsMissed') > 0) return fault(say('answer.itemsMissed'));
  if (value('response.codeMissing') > 0) return fault(say('answer.codeMissing'));
  if (value('response.listMissing') > 0) return fault(say('answer.listMissing'));
  if (value('response.otherScript') >= OTHER_SCRIPT) return fault(say('answer.otherScript'));
  if (value('response.codeUnasked') > 0) return fault(say('answer.codeUnasked'));
  if (value('response.wantsBrevity') > 0) return say('request.wantsBrevity');
  if (value('response.wantsDetail') > 0) return say('request.wantsDetail');
  if (value('response.wantsChoice') > 0) return say('request.wantsChoice');
  return sound(say('answer.complies'));
}

function orderText({ answerSentences, evidence, level }: TurnFacts): Message | Finding {
  const isOrdered = answerSentences >= LEAST_ORDERED;
  if (isOrdered && evidence('movedSentences') >= SURE) return fault(say('answer.unusualOrder'));
  const sentences = count(answerSentences, 'sentences');
  return isOrdered && level('gate.movedSentences') <= 0
    ? sound(say('answer.inOrder', { sentences }))
    : say('answer.sentences', { sentences });
}

function relevanceText({ value, level, evidence }: TurnFacts): Message | Finding {
  if (evidence('copiedPrompt') >= SURE) return fault(say('answer.repeatsRequest'));
  if (value('response.coverage') === 0) return fault(say('answer.noTerm'));
  const coverage = level('response.coverage');
  if (coverage >= CLEAR) return sound(say('answer.manyTerms'));
  return coverage <= -CLEAR ? fault(say('answer.fewTerms')) : say('answer.someTerms');
}

function answerLengthText({ level, answerWords }: TurnFacts): Message {
  return lengthText('answer', level('size.responseBytes'), answerWords);
}

function lengthText(part: 'request' | 'answer', level: number, length: number): Message {
  const words = count(length, 'words');
  if (Math.abs(level) < CLEAR) return say(`${part}.words`, { words });
  return level < 0 ? say(`${part}.short`, { words }) : say(`${part}.long`, { words });
}

/** The count behind a feature that is its logarithm. */
function counted(logarithm: number): number {
  return Math.round(Math.expm1(logarithm));
}

/** What there may be none of. */
function count(amount: number, things: 'words' | 'rareWords' | 'sentences'): Message {
  return amount === 0 ? say(`no.${things}`) : say(`some.${things}`, { count: amount });
}
