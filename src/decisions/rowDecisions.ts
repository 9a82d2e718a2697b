import type { TextEdits } from '../dataset/conversation';
import type { Decision } from './decision';

export type Verdict = 'keep' | 'drop';

/** What all decisions about a row come to. */
export interface RowDecisions {
  readonly verdict?: Verdict;
  readonly note?: string;
  /** In the order in which they were given; absent = none. */
  readonly tags?: readonly string[];
  /** Ids of rows that it is not the same as, whatever their similarity; absent = none. */
  readonly notSame?: readonly string[];
  /** Texts in place of those that the file has; absent = none. */
  readonly edits?: TextEdits;
}

/** Nothing was decided. */
export const UNDECIDED: RowDecisions = {};

/** Verdicts about rows of which nothing else is decided: nearly all, and so they share them. */
const ALONE: Readonly<Record<Verdict, RowDecisions>> = { keep: { verdict: 'keep' }, drop: { verdict: 'drop' } };

/** A decision without the row that it is about. */
export type OpenDecision = Pick<Decision, 'kind' | 'value' | 'other'>;

/** What is decided about a row after one more decision. */
export function decide(before: RowDecisions, { kind, value, other }: OpenDecision): RowDecisions {
  switch (kind) {
    case 'keep':
    case 'drop':
      return before === UNDECIDED ? ALONE[kind] : { ...before, verdict: kind };
    case 'undecide':
      return other === undefined
        ? without(before, 'verdict')
        : withList(
            before,
            'notSame',
            (before.notSame ?? []).filter((id) => id !== other),
          );
    case 'note':
      return typeof value === 'string' && value !== '' ? { ...before, note: value } : without(before, 'note');
    case 'tag':
      return withList(before, 'tags', [...new Set([...(before.tags ?? []), String(value)])]);
    case 'untag':
      return withList(
        before,
        'tags',
        (before.tags ?? []).filter((tag) => tag !== value),
      );
    case 'edit':
      return withEdits(before, value as EditValue);
    case 'not-same':
      return withList(before, 'notSame', [...new Set([...(before.notSame ?? []), other ?? ''])]);
  }
}

/** The decisions that lead from what is decided about a row to something else, in the order in which they are made. */
export function decisionsBetween(from: RowDecisions, to: RowDecisions): OpenDecision[] {
  const [tagsBefore, tags] = [from.tags ?? [], to.tags ?? []];
  const [notSameBefore, notSame] = [from.notSame ?? [], to.notSame ?? []];
  const edit = editBetween(from.edits ?? {}, to.edits ?? {});
  return [
    ...(to.verdict === from.verdict ? [] : [{ kind: to.verdict ?? 'undecide' } as const]),
    ...(to.note === from.note ? [] : [{ kind: 'note', value: to.note ?? '' } as const]),
    ...tagsBefore.filter((tag) => !tags.includes(tag)).map((value) => ({ kind: 'untag', value }) as const),
    ...tags.filter((tag) => !tagsBefore.includes(tag)).map((value) => ({ kind: 'tag', value }) as const),
    ...notSameBefore.filter((id) => !notSame.includes(id)).map((other) => ({ kind: 'undecide', other }) as const),
    ...notSame.filter((id) => !notSameBefore.includes(id)).map((other) => ({ kind: 'not-same', other }) as const),
    ...(edit === undefined ? [] : [{ kind: 'edit', value: edit } as const]),
  ];
}

/** What decisions come to, by row id; of a pair, both rows are told. */
export function decidedRows(decisions: Iterable<Decision>): Map<string, RowDecisions> {
  const decided = new Map<string, RowDecisions>();
  for (const decision of decisions) {
    const { id, other } = decision;
    decided.set(id, decide(decided.get(id) ?? UNDECIDED, decision));
    if (other !== undefined) decided.set(other, decide(decided.get(other) ?? UNDECIDED, { ...decision, other: id }));
  }
  return decided;
}

type EditValue = Readonly<Record<string, string | null>> | null | undefined;

/** Adds the texts of an edit to those before; nothing takes all of them back. */
function withEdits(before: RowDecisions, value: EditValue): RowDecisions {
  const all = Object.entries({ ...before.edits, ...value });
  const edits = Object.fromEntries(all.filter((edit): edit is [string, string] => edit[1] !== null));
  const areNone = value === undefined || value === null || Object.keys(edits).length === 0;
  return areNone ? without(before, 'edits') : { ...before, edits };
}

/** What an edit says that leads from one to the other; undefined where they are the same. */
function editBetween(from: TextEdits, to: TextEdits): EditValue {
  const taken = Object.keys(from).filter((pointer) => !Object.hasOwn(to, pointer));
  const given = Object.entries(to).filter(([pointer, text]) => from[pointer] !== text);
  if (taken.length + given.length === 0) return undefined;
  return { ...Object.fromEntries(taken.map((pointer) => [pointer, null])), ...Object.fromEntries(given) };
}

/**
 * What is decided once edited texts stand in the file: under the ids that rows have then, and no longer under those that
 * they had. Of edits nothing is left to decide.
 * @param decided by the ids that rows have now
 * @param idAfter the ids that the rows of the file will have, by those that they have
 */
export function decidedAfterEdits(
  decided: Pick<ReadonlyMap<string, RowDecisions>, 'get'>,
  idAfter: ReadonlyMap<string, string>,
): Map<string, RowDecisions> {
  const after = new Map<string, RowDecisions>();
  for (const id of idAfter.keys()) after.set(id, UNDECIDED);
  for (const [id, nextId] of idAfter) {
    const now = without(decided.get(id) ?? UNDECIDED, 'edits');
    const notSame = (now.notSame ?? []).map((other) => idAfter.get(other) ?? other);
    after.set(nextId, withList(now, 'notSame', notSame));
  }
  return after;
}

function without(decisions: RowDecisions, key: keyof RowDecisions): RowDecisions {
  return Object.fromEntries(Object.entries(decisions).filter(([name]) => name !== key));
}

function withList(before: RowDecisions, key: 'tags' | 'notSame', list: readonly string[]): RowDecisions {
  return list.length === 0 ? without(before, key) : { ...before, [key]: list };
}
