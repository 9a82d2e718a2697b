import { conversationOf, type Entry } from './entries';
import { isFilled, nestedJson, type RowFormat } from './format';
import { INSTRUCTION_KEYS, USE } from './keys';
import { preferenceOf } from './preference';
import type { RowReading } from './rowReading';

/** Several turns and two responses to each: lists of one length, which tables keep as JSON in texts. */
export const preferenceTurns: RowFormat = {
  name: 'Preference turns',
  needs: USE.preference | USE.compared,
  fits: (row) => comparedTurns(row) !== undefined,
  parse(row) {
    const { keys, asked, chosen, other, isTie } = comparedTurns(row) ?? NONE;
    for (const key of keys) row.take(key);
    const [promptKey = '', chosenKey = ''] = keys;
    const entries = asked.flatMap((text, at): Entry[] => [
      { side: 'instruction', text, path: row.pathOf(promptKey) },
      { side: 'response', text: chosen[at] ?? '', path: row.pathOf(chosenKey) },
    ]);
    const last = other.at(-1) ?? '';
    if (last !== '') row.addOthers(isTie ? 'alternatives' : 'rejected', [last]);
    return conversationOf(entries, row, row.pathOf(promptKey));
  },
};

interface ComparedTurns {
  /** Of the prompts, of the better and the worse responses, and of the verdict. */
  readonly keys: readonly string[];
  readonly asked: readonly string[];
  readonly chosen: readonly string[];
  readonly other: readonly string[];
  readonly isTie: boolean;
}

const NONE: ComparedTurns = { keys: [], asked: [], chosen: [], other: [], isTie: false };

function comparedTurns(row: RowReading): ComparedTurns | undefined {
  const preference = preferenceOf(row);
  const promptKey = row.firstOf(INSTRUCTION_KEYS);
  if (preference === undefined || promptKey === undefined) return undefined;
  const keys = [promptKey, preference.chosen, preference.other];
  const [asked, chosen, other] = keys.map((key) => turnTexts(row.value[key]));
  if (asked === undefined || chosen?.length !== asked.length || other?.length !== asked.length) return undefined;
  return { keys: [...keys, ...preference.verdict], asked, chosen, other, isTie: preference.isTie };
}

/** Null is a turn that was not answered. */
function turnTexts(value: unknown): readonly string[] | undefined {
  const list = nestedJson(value) ?? value;
  if (!Array.isArray(list) || !isFilled(list)) return undefined;
  const texts = (list as unknown[]).map((text) => text ?? '');
  return texts.every((text) => typeof text === 'string') ? texts : undefined;
}
