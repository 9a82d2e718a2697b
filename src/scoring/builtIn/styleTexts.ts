/** What is true of an answer that has less of a feature than the judged turns have on average, and more of it. */
export const STYLE_TEXTS: Readonly<Record<string, readonly [less: string, more: string]>> = {
  'response.opening': ['the answer starts at once', 'the answer starts with a phrase like "Sure" or "Hello"'],
  'response.closing': ['the answer ends without an offer of help', 'the answer ends with an offer of help'],
  'response.hedges': ['the answer hedges less than usual', 'the answer hedges more than usual'],
  'response.transitions': [
    'the answer has fewer words than usual that connect its sentences',
    'the answer has more words than usual that connect its sentences',
  ],
  'response.plainStatements': [
    'the answer says "is" and "are" less than usual',
    'the answer says "is" and "are" more than usual',
  ],
  'response.firstPerson': ['the answer speaks of no "I"', 'the answer speaks of an "I"'],
  'response.secondPerson': ['the answer seldom addresses the reader', 'the answer often addresses the reader'],
  'response.oddPunctuation': ['the answer is punctuated as usual', "the answer's punctuation is odd in places"],
  'response.shouting': ['the answer has few words in capitals', 'the answer has words in capitals'],
  'response.sentenceLength': [
    "the answer's sentences are shorter than usual",
    "the answer's sentences are longer than usual",
  ],
  'response.wordLength': ["the answer's words are shorter than usual", "the answer's words are longer than usual"],
  'response.longWords': ['the answer has fewer long words than usual', 'the answer has more long words than usual'],
  'response.meanRarity': ["the answer's words are more common than usual", "the answer's words are rarer than usual"],
  'response.capitals': ['the answer has fewer capitals than usual', 'the answer has more capitals than usual'],
  ...both('exclamations exclamationShare', [
    'the answer has fewer exclamation marks than usual',
    'the answer has more exclamation marks than usual',
  ]),
  ...both('questions questionShare endsWithQuestion', [
    'the answer asks fewer questions than usual',
    'the answer asks more questions than usual',
  ]),
  ...both('commas commaShare', ['the answer has fewer commas than usual', 'the answer has more commas than usual']),
  ...both('quotes quoteShare', ['the answer quotes less than usual', 'the answer quotes more than usual']),
  ...both('bracketShare', ['the answer has fewer brackets than usual', 'the answer has more brackets than usual']),
  ...both('startsLower lowerStarts', [
    "no or few of the answer's sentences start in lower case",
    "more of the answer's sentences than usual start in lower case",
  ]),
};

function both(names: string, texts: readonly [string, string]): Record<string, readonly [string, string]> {
  return Object.fromEntries(names.split(' ').map((name) => [`response.${name}`, texts]));
}
