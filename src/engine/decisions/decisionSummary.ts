import { mixBits } from '../../common/mixBits';
import { textFingerprint } from '../../common/textFingerprint';
import type { PassedOverLine } from '../../decisions/decisionFile';
import type { RowDecisions } from '../../decisions/rowDecisions';
import type { DecisionSummary } from '../../protocol/decisions';

export interface Circumstances {
  /** Ids of the rows that the dataset has, of those decided about. */
  readonly present: Pick<ReadonlySet<string>, 'has'>;
  /** Ids of rows with an edit of a text that they do not have. */
  readonly misplaced: ReadonlySet<string>;
  readonly passedOver: readonly PassedOverLine[];
}

/** Counts what is decided. */
export function decisionSummary(
  decided: Iterable<readonly [id: string, decisions: RowDecisions]>,
  { present, misplaced, passedOver }: Circumstances,
): DecisionSummary {
  const counts = { kept: 0, dropped: 0, noted: 0, tagged: 0, notSame: 0, edited: 0, misplacedEdits: 0, unknownRows: 0 };
  let verdicts = [0, 0];
  const texts: string[] = [];
  const pairs: string[] = [];
  for (const [id, { verdict, note, tags, notSame, edits }] of decided) {
    const isSomething = [verdict, note, tags, notSame, edits].some((part) => part !== undefined);
    if (!isSomething) continue;
    if (!present.has(id)) {
      counts.unknownRows++;
      continue;
    }
    if (verdict === 'keep') counts.kept++;
    if (verdict === 'drop') counts.dropped++;
    if (note !== undefined) counts.noted++;
    if (tags !== undefined) counts.tagged++;
    if (edits !== undefined) {
      counts.edited++;
      if (misplaced.has(id)) counts.misplacedEdits++;
      texts.push(JSON.stringify([id, Object.entries(edits).sort()]));
    }
    counts.notSame += notSame?.length ?? 0;
    pairs.push(...(notSame ?? []).filter((other) => id < other && present.has(other)).map((other) => `${id} ${other}`));
    if (verdict !== undefined) verdicts = verdicts.map((sum, part) => (sum ^ verdictBits(id, verdict, part)) >>> 0);
  }
  const [first] = passedOver;
  return {
    ...counts,
    notSame: Math.ceil(counts.notSame / 2), // Both rows of a pair are told of it.
    brokenLines: passedOver.filter(({ fault }) => fault === 'broken').length,
    unknownKinds: passedOver.filter(({ fault }) => fault === 'unknownKind').length,
    ...(first === undefined ? {} : { firstPassedOver: first.lineNumber }),
    verdicts: verdicts.map((bits) => bits.toString(16).padStart(8, '0')).join(''),
    ...(texts.length === 0 ? {} : { texts: fingerprintOf(texts) }),
    ...(pairs.length === 0 ? {} : { pairs: fingerprintOf(pairs) }),
  };
}

/** The same whatever the order. */
function fingerprintOf(texts: string[]): string {
  return textFingerprint(texts.sort()).toString(16);
}

/** 32 bits of what a row is known by and of what is decided about it; combined, their order does not matter. */
function verdictBits(id: string, verdict: string, part: number): number {
  const hash = parseInt(id.slice(part * 8, part * 8 + 8), 16);
  const occurrence = Number(id.slice(id.indexOf('#') + 1));
  return mixBits(hash ^ mixBits(2 * occurrence + (verdict === 'keep' ? 1 : 2)));
}
