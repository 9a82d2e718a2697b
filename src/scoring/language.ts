import { wordsOf } from './features/segmentation';
import { splitTask } from './features/taskSplit';

/** Letters of scripts that the heads were trained on: Latin (English), Han (Chinese) and Hangul (Korean). */
const TRAINED_LETTER = /[\p{Script=Latin}\p{Script=Han}\p{Script=Hangul}]/gu;
/** Code is no language: fenced, or a line that ends, begins or is bracketed like code. */
const CODE =
  /```[\s\S]*?(?:```|$)|`[^`\n]+`|<\/?[a-z][^>\n]*>|^.*[(){}=<>[\]].*;\s*$|^.*(?:[{}]|=>|\)\s*:)\s*$|^\s*(?:def|class|import|from|return|public|private|static|void|int|const|let|var|for|while|if|else|print|#include|SELECT|INSERT)\b.*[(){}[\]=;:<>].*$/gm;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Chinese or Korean that quotes a few words of another language stays what it is. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hangul}]/gu;
const EAST_ASIAN_SHARE = 0.15;
const LETTER = /\p{L}/u;
const LETTERS = /\p{L}/gu;
const NON_ASCII = /[^\0-\x7f]/;
/** Names and formulas bring a few foreign letters into any text. */
const FOREIGN_LETTER_SHARE = 0.3;
const KANA_SHARE = 0.1;
const EXAMINED_CHARACTERS = 2000;

/** Words that are frequent in one language and rare in the others; used to tell languages apart, never to score. */
const FREQUENT_WORDS: Readonly<Record<string, string>> = {
  // Those that are words elsewhere too count for both, or short requests would be taken for Portuguese or Polish.
  english: `the of and is are was were what how why which with that this from for have has can you your not be it does did to
    a an i in on at as by do if or so we me my us he she they them his her will would should could may like need want please
    make write give create find list help about into use using than there all any each some more most one two between`,
  french: 'le les des une est dans pour que qui avec sur pas vous sont ce cette du au aux être comment quelle quels et',
  spanish: 'el los las una es en para que con por del se como qué cómo cuál más son está y su al lo',
  portuguese: 'o os um uma é em para que com por não do da dos das como você mais são está ao seu e',
  german: 'der die das und ist ein eine nicht mit den dem von zu auf für wie sind auch wird einen oder im sie ich',
  italian: 'il gli una è di che con per non del della dei come sono questo più nel alla cosa quali e si',
  dutch: 'het een en van niet met voor zijn dat op te aan ook hoe welke wordt deze naar bij je',
  polish: 'w i nie się na jest do z że jak co to są dla czy oraz przez po',
  vietnamese: 'là của và một các có được cho trong những không với người để này như khi',
  indonesian: 'yang dan di untuk dengan adalah ini dari tidak dalam pada apa bagaimana itu akan atau',
  turkish: 've bir bu için ile nedir olarak nasıl çok daha gibi olan da değil',
  swedish: 'och att det som är en för på med inte av den till hur vad ett om',
};
/** Which languages a frequent word is of; made with the first text. */
let languagesOf: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * Whether an instruction is in a language that the built-in heads were not trained on: mostly letters of another script,
 * or more frequent words of another Latin-script language than of English. Code in it, and material that the task is
 * applied to, say nothing about its language. Instructions without letters are not outside.
 */
export function isOutsideTrainedLanguages(instruction: string): boolean {
  return looksForeign(instruction) && looksForeign(splitTask(instruction).task.replace(CODE, ' '));
}

function looksForeign(text: string): boolean {
  const sample = text.slice(0, EXAMINED_CHARACTERS);
  if (!NON_ASCII.test(sample)) return isForeignLatin(sample);
  return isForeignScript(sample) || (shareOf(EAST_ASIAN, sample) < EAST_ASIAN_SHARE && isForeignLatin(sample));
}

function isForeignScript(sample: string): boolean {
  if (!LETTER.test(sample)) return false;
  return 1 - shareOf(TRAINED_LETTER, sample) > FOREIGN_LETTER_SHARE || shareOf(KANA, sample) > KANA_SHARE;
}

/** The part of a text's letters that are of a kind. */
function shareOf(kind: RegExp, sample: string): number {
  return (sample.match(kind)?.length ?? 0) / Math.max(1, sample.match(LETTERS)?.length ?? 0);
}

/** How many of a text's words are frequent in each language. */
function votesOf(sample: string): Map<string, number> {
  languagesOf ??= wordOwners();
  const votes = new Map<string, number>();
  for (const word of wordsOf(sample)) {
    for (const language of languagesOf.get(word) ?? []) votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  return votes;
}

function isForeignLatin(sample: string): boolean {
  const votes = votesOf(sample);
  const english = votes.get('english') ?? 0;
  votes.delete('english');
  const strongest = Math.max(0, ...votes.values());
  return strongest >= 2 && strongest > english;
}

const SCRIPTS = ['Latin', 'Han', 'Hangul', 'Cyrillic', 'Arabic', 'Devanagari', 'Thai', 'Greek', 'Hebrew'] as const;
const SCRIPT_LETTERS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Kana', KANA],
  ...SCRIPTS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'gu')] as const),
];
/** Of less text nobody can tell its language. */
const LEAST_LETTERS = 12;
const LEAST_VOTES = 3;
/** A language that a text holds so much of is one of its own. */
const OWN_SHARE = 0.15;

/**
 * About what language a text is in, code left out: a script ("Han"), or for Latin letters a language ("french") where
 * its frequent words are clearly the most; undefined when there is too little text to tell.
 */
export function languageOf(text: string): string | undefined {
  const sample = sampleOf(text);
  const shares = scriptShares(sample);
  const [script] = [...shares].sort(([, first], [, second]) => second - first)[0] ?? [];
  if (script === 'Han' && (shares.get('Kana') ?? 0) > KANA_SHARE) return 'Kana';
  if (script !== 'Latin') return script;
  const [first, second] = [...votesOf(sample)].sort(([, one], [, other]) => other - one);
  if (first === undefined || first[1] < LEAST_VOTES || first[1] < 1.5 * (second?.[1] ?? 0)) return undefined;
  return first[0];
}

/** Whether a text is in a language that another one holds; true as well where that cannot be told. */
export function isSameLanguage(known: string, text: string): boolean {
  const [before, after] = [languageOf(known), languageOf(text)];
  const scripts = scriptShares(sampleOf(known));
  const others = scriptShares(sampleOf(text));
  if (scripts.size === 0 || others.size === 0) return true;
  const [script = ''] = [...others].sort(([, first], [, second]) => second - first)[0] ?? [];
  if ((scripts.get(script) ?? 0) < OWN_SHARE) return false;
  return script !== 'Latin' || before === undefined || after === undefined || before === after;
}

function sampleOf(text: string): string {
  return text.replace(CODE, ' ').slice(0, EXAMINED_CHARACTERS);
}

/** The part of a text's letters that each script has; empty when there are too few letters to tell. */
function scriptShares(sample: string): ReadonlyMap<string, number> {
  const letters = sample.match(LETTERS)?.length ?? 0;
  if (letters < LEAST_LETTERS) return new Map();
  return new Map(
    SCRIPT_LETTERS.flatMap(([name, pattern]): [string, number][] => {
      const share = shareOf(pattern, sample);
      return share === 0 ? [] : [[name, share]];
    }),
  );
}

function wordOwners(): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const [language, list] of Object.entries(FREQUENT_WORDS)) {
    for (const word of list.split(/\s+/)) owners.set(word, [...(owners.get(word) ?? []), language]);
  }
  return owners;
}
