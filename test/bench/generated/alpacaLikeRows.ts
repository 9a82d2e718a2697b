import { createWriteStream, existsSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { Random } from '../../../src/common/random';
import type { Turn } from '../../../src/dataset/conversation';
import { LIGHT_EDITS } from '../embedder/edits';
import { readConversations } from '../measuring/readConversations';

const POOL_FOLDER = path.resolve(__dirname, '../../../../shared/data/pools');
const POOLS = ['alpaca_en_demo.json', 'dolly_3k.json', 'gpteacher.jsonl'].map((name) => path.join(POOL_FOLDER, name));
const SEED = 20240502;
/** With rows up to this length the mean is that of Alpaca, about 440 bytes of JSON. */
const MOST_CHARACTERS = 650;
/** Rows of one pool that begin so describe one tool or another in the same words, as no row of Alpaca does. */
const TOOL_ROW = /^toolformer/u;
/** One of so many rows is a lightly edited copy of an earlier one. */
const COPY_EVERY = 33;
/** A form with fewer words for its subject is much the same row whatever the subject: code, a calculation. */
const FEWEST_SUBJECT_WORDS = 12;
/** Words that a language needs whatever the subject: these stay. */
const COMMON_WORDS = 150;
const WORD = /\b[A-Za-z][a-z]{3,}\b/gu;
const CODE = /[{}]|=>|\bdef |;\n|<\/\w+>/u;

/** An instruction and its response. */
type Text = Pick<Turn, 'instruction' | 'response'>;

export function alpacaPoolsArePresent(): boolean {
  return POOLS.every(existsSync);
}

/**
 * Writes rows like Alpaca's: those of three English pools, shuffled, then the same forms with other subjects. One of 33
 * repeats an earlier row with a light edit. The same rows at every size, as far as it goes.
 */
export async function writeAlpacaLikeRows(file: string, rows: number): Promise<void> {
  const output = createWriteStream(file);
  for (const { instruction, response } of alpacaLikeRows(await shortTurns(), rows)) {
    const line = `${JSON.stringify({ instruction, input: '', output: response })}\n`;
    if (!output.write(line)) await once(output, 'drain');
  }
  output.end();
  await finished(output);
}

async function shortTurns(): Promise<Text[]> {
  const conversations = [];
  for (const pool of POOLS) conversations.push(...(await readConversations(pool)));
  return conversations
    .flatMap(({ turns }) => turns.slice(0, 1))
    .filter(
      ({ instruction, response }) =>
        !TOOL_ROW.test(instruction) && instruction.length + response.length <= MOST_CHARACTERS,
    );
}

function* alpacaLikeRows(turns: readonly Text[], rows: number): Generator<Text> {
  const random = new Random(SEED);
  const originals = random.shuffled(turns);
  const subjects = subjectWords(turns);
  const forms = originals.filter((turn) => isForm(turn, subjects));
  const written: Text[] = [];
  for (let row = 0; row < rows; row++) {
    const next = originals[row] ?? withOtherSubject(forms[row % forms.length] as Text, subjects, random);
    const text = row % COPY_EVERY === COPY_EVERY - 1 ? edited(random.pick(written), random) : next;
    written.push(text);
    yield text;
  }
}

/** Words that stand for what a row is about, in lower case. */
interface Subjects {
  /** As often as they occur. */
  readonly occurring: readonly string[];
  readonly known: ReadonlySet<string>;
}

function subjectWords(turns: readonly Text[]): Subjects {
  const words = turns.flatMap((turn) => wordsOf(turn));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byCount = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const common = new Set(byCount.slice(0, COMMON_WORDS));
  const occurring = words.filter((word) => !common.has(word));
  return { occurring, known: new Set(occurring) };
}

function wordsOf({ instruction, response }: Text): string[] {
  return `${instruction}\n${response}`.match(WORD)?.map((word) => word.toLowerCase()) ?? [];
}

function isForm(turn: Text, { known }: Subjects): boolean {
  const words = new Set(wordsOf(turn).filter((word) => known.has(word)));
  return words.size >= FEWEST_SUBJECT_WORDS && !CODE.test(turn.instruction + turn.response);
}

/** With other words in the places of those for the subject, the same one for one that occurs again, and other numbers. */
function withOtherSubject({ instruction, response }: Text, { occurring, known }: Subjects, random: Random): Text {
  const places = new Map<string, string>();
  const replaceWord = (word: string): string => {
    const lower = word.toLowerCase();
    if (!known.has(lower)) return word;
    const place = places.get(lower) ?? random.pick(occurring);
    places.set(lower, place);
    return word === lower ? place : place.charAt(0).toUpperCase() + place.slice(1);
  };
  const replace = (text: string): string =>
    text.replace(WORD, replaceWord).replace(/\d/gu, () => String(random.below(10)));
  return { instruction: replace(instruction), response: replace(response) };
}

function edited({ instruction, response }: Text, random: Random): Text {
  const edit = random.pick(Object.values(LIGHT_EDITS));
  return random.next() < 0.5
    ? { instruction: edit(instruction, 'en', random) ?? `${instruction} `, response }
    : { instruction, response: edit(response, 'en', random) ?? `${response} ` };
}
