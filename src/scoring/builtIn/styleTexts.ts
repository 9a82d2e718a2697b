import type { Message } from '../../common/message';
import { say } from '../../messages/say';

/** Features of style of which something can be said. */
const SPOKEN = [
  'opening',
  'closing',
  'hedges',
  'transitions',
  'plainStatements',
  'firstPerson',
  'secondPerson',
  'oddPunctuation',
  'shouting',
  'sentenceLength',
  'wordLength',
  'longWords',
  'meanRarity',
  'capitals',
  'exclamations',
  'questions',
  'commas',
  'quotes',
  'bracketShare',
  'startsLower',
] as const;
type Spoken = (typeof SPOKEN)[number];

/** Features of which the same is said as of another. */
const LIKE: Readonly<Record<string, Spoken>> = {
  exclamationShare: 'exclamations',
  questionShare: 'questions',
  endsWithQuestion: 'questions',
  commaShare: 'commas',
  quoteShare: 'quotes',
  lowerStarts: 'startsLower',
};

/**
 * What is true of an answer that has less of a feature than the judged turns have on average, or more of it.
 * @param feature such as `response.hedges`
 */
export function styleText(feature: string, isLess: boolean): Message {
  const name = feature.replace(/^response\./, '');
  const spoken = LIKE[name] ?? SPOKEN.find((each) => each === name);
  if (spoken === undefined) return say('style.other');
  return isLess ? say(`style.${spoken}.less`) : say(`style.${spoken}.more`);
}
