import type { Text } from '../text';

/** Ends of a sentence. */
const UNSCORED = {
  'unscored.emptyInstruction': 'the instruction is empty',
  'unscored.noTurns': 'the row has no turns',
  'unscored.inTurn': 'turn {turn}: {reason}',
  'unscored.promptTooLong': "the prompt alone is longer than the model's context",
  'unscored.modelGivesNone': 'the model gives no score for it',
  'unscored.noAnswer': 'no answer',
  'unscored.noScore': 'no score',
  'unscored.noReason': 'no reason given',
  'about.complexity': 'complexity: {what}',
  'about.quality': 'quality: {what}',
  'about.direct': 'direct scoring: {what}',
} as const satisfies Readonly<Record<string, Text>>;

/** What is wrong with the answer of a model that is asked for a score. */
const ANSWERS = {
  'digits.space':
    'the model answers with a space before the digit: the space that ends the prompt was cut off on the way',
  'digits.none': 'the model does not answer with a digit from 1 to 6',
  'digits.other': 'the model answers with {token} and not with a digit from 1 to 6',
  'digits.missing': 'the server did not return the probability of {digits}',
  'digits.improbable': 'no digit has any probability',
  'digits.noProbabilities': 'the answer has no log-probabilities',
  'verdict.refused': 'the model refused to rate the turn',
  'verdict.noScores': 'the model’s answer holds no two scores from 1 to 6: {answer}',
  'verdict.several': 'the model’s answer rates the turn more than once: {answer}',
} as const satisfies Readonly<Record<string, Text>>;

/** What is wrong with the scores that stand in rows, or in fields of them. */
const CARRIED = {
  'some.turns': { by: 'count', one: '{count} turn', other: '{count} turns' },
  'carried.none': 'row carries no complexity_scores and no quality_scores',
  'carried.noField': 'row carries no {field}',
  'carried.noComplexity': 'row carries no complexity score',
  'carried.noQuality': 'row carries no quality score',
  'carried.otherCount': '{numbers} in {field} for {turns}',
  'carried.outsideComplexity': 'complexity score {score} is outside {lowest} to {highest}',
  'carried.outsideQuality': 'quality score {score} is outside {lowest} to {highest}',
  'carried.missing': '"{field}" is missing',
  'carried.noList': '"{field}" is not a list',
  'carried.otherLength': '"{field}" has {entries} entries for {turns} turns',
  'carried.noNumbers': '"{field}" holds something else than numbers and null',
  'imported.none': 'there is no {name}',
  'imported.noNumbers': '{name} holds something other than numbers',
  'imported.otherCount': '{name} has {numbers} numbers for {turns} turns',
} as const satisfies Readonly<Record<string, Text>>;

/** What of a turn was not read, or of a row. */
const CUTS = {
  'cut.several': '{first}; {rest}',
  'cut.forComplexity': 'for complexity, {cut}',
  'cut.forQuality': 'for quality, {cut}',
  'cut.middle.instruction': {
    by: 'characters',
    one: 'instruction: {characters} character in its middle was not read',
    other: 'instruction: {characters} characters in its middle were not read',
  },
  'cut.middle.response': {
    by: 'characters',
    one: 'response: {characters} character in its middle was not read',
    other: 'response: {characters} characters in its middle were not read',
  },
  'cut.end.instruction': {
    by: 'characters',
    one: 'instruction: {characters} character at its end was not read',
    other: 'instruction: {characters} characters at its end were not read',
  },
  'cut.end.response': {
    by: 'characters',
    one: 'response: {characters} character at its end was not read',
    other: 'response: {characters} characters at its end were not read',
  },
  'cut.toFit': '{cut} were cut to fit {tokens} tokens',
  'cut.both': '{first} and {second}',
  'cut.spread': 'about {characters} of {allCharacters} characters were read, spread evenly over the row',
  'cut.spreadTurns':
    '{turns} of {allTurns} turns and about {characters} of {allCharacters} characters were read, spread evenly over the row',
  'cut.last.instruction': 'the last {cut} of {all} characters of the instruction',
  'cut.last.response': 'the last {cut} of {all} characters of the response',
} as const satisfies Readonly<Record<string, Text>>;

/** Why a turn or a row has no score, and what of it was not read for a score or an embedding. */
export const MISSING_SCORES = {
  ...UNSCORED,
  ...ANSWERS,
  ...CARRIED,
  ...CUTS,
} as const satisfies Readonly<Record<string, Text>>;
