import type { Conversation } from '../conversation';
import { placeNamed } from './comparison';
import { conversationOf, type Entry } from './entries';
import { isObject, isTextList, numberOf, type JsonObject, type RowFormat } from './format';
import { CANDIDATES, INSTRUCTION_KEYS, RANK_LISTS, RATING_LISTS, RATINGS, USE } from './keys';
import { isMessage } from './message';
import { promptEntries } from './prompts';
import { namedText } from './responses';
import type { RowReading } from './rowReading';
import { plainlySpelled } from './spellings';

/** Responses of several models, each with its rating: the best is the row's. */
export const ratedCandidates: RowFormat = {
  name: 'Rated responses',
  needs: USE.candidates,
  fits: (row) => row.firstOf(INSTRUCTION_KEYS) !== undefined && candidatesOf(row) !== undefined,
  parse: readCandidates,
};

interface Candidates {
  readonly key: string;
  readonly texts: readonly string[];
  /** NaN = not rated. */
  readonly ratings: readonly number[];
  /** Of the ratings, or of the verdict, that stand beside the texts. */
  readonly ratingKey?: string;
}

function candidatesOf(row: RowReading): Candidates | undefined {
  for (const key of row.among(CANDIDATES)) {
    const value: unknown = row.value[key];
    if (!Array.isArray(value) || value.length === 0) continue;
    const list: readonly unknown[] = value;
    const parallel = ratingsBeside(row.value, list.length);
    if (isTextList(list)) {
      const rated = parallel ?? ratedByVerdict(row.value, list);
      if (rated !== undefined) return { key, texts: list, ...rated };
      continue;
    }
    const objects = list.filter((one): one is JsonObject => isObject(one) && !isMessage(one));
    const texts = objects.flatMap((one) => namedText(one) ?? []);
    if (texts.length === list.length) return { key, texts, ...(parallel ?? { ratings: objects.map(ratingOf) }) };
  }
  return undefined;
}

/** The responses of a row and the rating of each, NaN where it has none; undefined where the row has no such list. */
export function ratedTexts(row: RowReading): Pick<Candidates, 'texts' | 'ratings'> | undefined {
  return row.mayHave(USE.candidates) ? candidatesOf(row) : undefined;
}

type Ratings = Pick<Candidates, 'ratings' | 'ratingKey'>;

function ratingsBeside(row: JsonObject, count: number): Ratings | undefined {
  for (const ratingKey of [...RATING_LISTS, ...RANK_LISTS]) {
    const list = row[ratingKey];
    if (!Array.isArray(list) || list.length !== count) continue;
    const numbers = (list as unknown[]).map(numberOf);
    return { ratingKey, ratings: RANK_LISTS.includes(ratingKey) ? numbers.map((rank) => -rank) : numbers };
  }
  return undefined;
}

function ratedByVerdict(row: JsonObject, texts: readonly string[]): Ratings | undefined {
  const best = texts.length < 2 ? undefined : placeNamed(row, texts);
  return best && { ratingKey: best.key, ratings: texts.map((_text, at) => (at === best.place ? 1 : 0)) };
}

function readCandidates(row: RowReading): Conversation {
  const instructionKey = row.firstOf(INSTRUCTION_KEYS) ?? '';
  const { key, texts, ratings, ratingKey } = candidatesOf(row) ?? { key: '', texts: [], ratings: [] };
  row.take(key);
  if (ratingKey !== undefined) row.take(ratingKey);
  const prompt = promptEntries(row, instructionKey);
  const best = ratings.reduce((at, rating, other) => (rankOf(rating) > rankOf(ratings[at]) ? other : at), 0);
  row.addOthers(
    'rejected',
    texts.filter((_text, at) => at !== best),
  );
  const response: Entry = { side: 'response', text: texts[best] ?? '', path: row.pathOf(key) };
  return conversationOf([...prompt, response], row, row.pathOf(instructionKey));
}

/** What is not rated is no better than what is. */
function rankOf(rating = Number.NaN): number {
  return Number.isNaN(rating) ? -Infinity : rating;
}

/** A rank of 1 is the best. */
function ratingOf(candidate: JsonObject): number {
  const { value } = plainlySpelled(candidate);
  const rating = RATINGS.map((name) => numberOf(value[name])).find((number) => !Number.isNaN(number));
  return rating ?? -numberOf(value.rank);
}
