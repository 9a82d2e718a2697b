import { bytesOf, numbersIn } from '../../common/keptNumbers';
import { grownArray } from '../../common/grownArray';
import type { GoodRow, UnreadKey } from '../../dataset/conversation';
import { isBlank } from '../../dataset/formats/spellings';
import type { ReadingSummary } from '../../protocol/dataset';

/** What is to be said of how a row was read; rows of one file have few different ones. */
interface Remark {
  readonly turnsWithoutResponse: number;
  readonly openingLeftOut: boolean;
  readonly isRejected: boolean;
  readonly carriesScores: boolean;
  readonly unreadKeys: readonly UnreadKey[];
}

export interface ReadingLayout {
  readonly remarks: readonly Remark[];
  /** Of how many rows the remarks are kept: about those behind them there is nothing to say. */
  readonly rows: number;
}

const NOTHING: Remark = {
  turnsWithoutResponse: 0,
  openingLeftOut: false,
  isRejected: false,
  carriesScores: false,
  unreadKeys: [],
};
/** Rows with more different keys than these are data whose keys are values; listing them tells nothing. */
const MOST_REMARKS = 4096;
const MOST_KEYS = 20;
/** From this share of all turns on, a missing response is no gap but a misreading. */
const NEARLY_ALL = 0.9;

/** What was left out of rows as they were read: two bytes a row, up to the last about which there is something to say. */
export class ReadingTable {
  private ids = new Uint16Array(FIRST_CAPACITY);
  private readonly idOf = new Map<string, number>();
  /** Of the row noted last: the next one is mostly like it, and to name a remark takes long. */
  private lastId = 0;
  /** Rows by remark; those about which there is nothing to say are not counted. */
  private readonly rowsOf: number[];

  private constructor(private readonly remarks: Remark[]) {
    for (const [id, remark] of remarks.entries()) this.idOf.set(nameOf(remark), id);
    this.rowsOf = remarks.map(() => 0);
  }

  static empty(): ReadingTable {
    return new ReadingTable([NOTHING]);
  }

  note(rowIndex: number, row: GoodRow): void {
    const id = this.idFor(row);
    if (id === 0) return;
    if (rowIndex >= this.ids.length) this.ids = grownArray(this.ids, rowIndex + 1);
    this.ids[rowIndex] = id;
    this.count(id, 1);
  }

  /** Takes back what was noted of a row. */
  forget(rowIndex: number): void {
    const id = this.ids[rowIndex] ?? 0;
    if (id === 0) return;
    this.ids[rowIndex] = 0;
    this.count(id, -1);
  }

  isRejected(rowIndex: number): boolean {
    return this.remarks[this.ids[rowIndex] ?? 0]?.isRejected === true;
  }

  /** @param turns of all rows noted */
  summary(turns: number): ReadingSummary {
    const { rowsOf } = this;
    const count = (of: (remark: Remark) => number): number =>
      this.remarks.reduce((sum, remark, id) => sum + of(remark) * (rowsOf[id] ?? 0), 0);
    const turnsWithoutResponse = count((remark) => remark.turnsWithoutResponse);
    const rowsWithScores = count(({ carriesScores }) => Number(carriesScores));
    return {
      turns,
      turnsWithoutResponse,
      probablyMisread: turnsWithoutResponse > 0 && turnsWithoutResponse >= turns * NEARLY_ALL,
      openingsLeftOut: count(({ openingLeftOut }) => Number(openingLeftOut)),
      rejectedRows: count(({ isRejected }) => Number(isRejected)),
      unreadKeys: this.unreadKeys(rowsOf),
      ...(rowsWithScores === 0 ? {} : { rowsWithScores }),
    };
  }

  /** A table of its own about the rows before `rowCount`. */
  upTo(rowCount: number): ReadingTable {
    const table = new ReadingTable([...this.remarks]);
    table.ids = this.ids.slice(0, rowCount);
    table.countAll();
    return table;
  }

  /** What stands in the table about the rows before `rowCount`, not a copy. */
  serialise(rowCount: number): { readonly layout: ReadingLayout; readonly bytes: Uint8Array } {
    const layout = { remarks: this.remarks, rows: Math.min(rowCount, this.ids.length) };
    return { layout, bytes: bytesOf(this.ids.subarray(0, layout.rows)) };
  }

  /** Bytes that `serialise` gives. */
  static sizeOf({ rows }: ReadingLayout): number {
    return rows * Uint16Array.BYTES_PER_ELEMENT;
  }

  static deserialise(bytes: Buffer, { remarks }: ReadingLayout): ReadingTable {
    const table = new ReadingTable([...remarks]);
    table.ids = numbersIn(Uint16Array, bytes);
    table.countAll();
    return table;
  }

  private idFor(row: GoodRow): number {
    const turnsWithoutResponse = withoutResponse(row);
    const { unreadKeys = NO_KEYS, openingLeftOut = false, conversation } = row;
    const isRejected = conversation.isRejected === true;
    const carriesScores = row.carriedScores !== undefined;
    const last = this.remarks[this.lastId] as Remark;
    const isLikeLast =
      turnsWithoutResponse === last.turnsWithoutResponse &&
      openingLeftOut === last.openingLeftOut &&
      isRejected === last.isRejected &&
      carriesScores === last.carriesScores &&
      areSame(unreadKeys, last.unreadKeys);
    if (isLikeLast) return this.lastId;
    const keys = unreadKeys.slice(0, MOST_KEYS);
    this.lastId = this.add({ turnsWithoutResponse, openingLeftOut, isRejected, carriesScores, unreadKeys: keys });
    return this.lastId;
  }

  private add(remark: Remark): number {
    const name = nameOf(remark);
    const known = this.idOf.get(name);
    if (known !== undefined) return known;
    if (this.remarks.length >= MOST_REMARKS && remark.unreadKeys.length > 0)
      return this.add({ ...remark, unreadKeys: [] });
    this.idOf.set(name, this.remarks.length);
    return this.remarks.push(remark) - 1;
  }

  private count(id: number, rows: number): void {
    this.rowsOf[id] = (this.rowsOf[id] ?? 0) + rows;
  }

  private countAll(): void {
    for (let row = 0; row < this.ids.length; row++) {
      const id = this.ids[row] as number;
      if (id !== 0) this.count(id, 1);
    }
  }

  private unreadKeys(rowsOf: readonly number[]): ReadingSummary['unreadKeys'] {
    const found = new Map<string, { rows: number; isProse: boolean }>();
    for (const [id, { unreadKeys }] of this.remarks.entries()) {
      const rows = rowsOf[id] ?? 0;
      for (const { key, isProse } of rows === 0 ? [] : unreadKeys) {
        const before = found.get(key);
        found.set(key, { rows: (before?.rows ?? 0) + rows, isProse: isProse || before?.isProse === true });
      }
    }
    return [...found]
      .map(([key, { rows, isProse }]) => ({ key, rows, isProse }))
      .sort((a, b) => Number(b.isProse) - Number(a.isProse) || b.rows - a.rows)
      .slice(0, MOST_KEYS);
  }
}

const FIRST_CAPACITY = 1024;
const NO_KEYS: readonly UnreadKey[] = [];

function areSame(keys: readonly UnreadKey[], others: readonly UnreadKey[]): boolean {
  if (keys.length !== others.length) return false;
  for (const [at, { key, isProse }] of keys.entries()) {
    const other = others[at] as UnreadKey;
    if (key !== other.key || isProse !== other.isProse) return false;
  }
  return true;
}

function withoutResponse({ conversation }: GoodRow): number {
  let count = 0;
  for (const { response } of conversation.turns) if (isBlank(response)) count++;
  return count;
}

function nameOf({ unreadKeys, ...facts }: Remark): string {
  const { turnsWithoutResponse, openingLeftOut, isRejected, carriesScores } = facts;
  let name = `${turnsWithoutResponse} ${openingLeftOut} ${isRejected} ${carriesScores}`;
  for (const { key, isProse } of unreadKeys) name += `\u0000${isProse ? 'p' : 'w'}${key}`;
  return name;
}
