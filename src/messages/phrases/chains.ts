import type { Text } from '../text';

/** Why a variant is no part of its chain, and what keeps a chain from having scores: ends of a sentence. */
export const CHAIN_PHRASES = {
  'drop.byHand': 'by hand',
  'drop.nothing': 'nothing was written',
  'drop.cutOff': 'cut off: longer than an answer may be',
  'drop.refused': 'refused',
  'drop.repeatsPrompt': 'repeats the prompt',
  'drop.codeBlock': 'lost a code block',
  'drop.table': 'lost a table',
  'drop.language': 'in another language',
  'drop.tooLong': 'far too long',
  'drop.unchanged': 'changed nothing',
  'drop.nearlyUnchanged': 'changed next to nothing',
  'rank.empty': 'it is empty',
  'rank.noScores': 'it holds no scores',
  'rank.noText': 'there is no text {index}',
  'rank.twice': 'text {index} is scored more than once',
  'rank.outOfRange': 'the score of text {index} is no number from {lowest} to {highest}',
  'rank.missing': 'text {index} has no score',
  'rank.noEvolution': 'no evolution succeeded',
} as const satisfies Readonly<Record<string, Text>>;
