import { withPresentKinds } from '../../choices/formerKinds';
import { ALIGNMENT, alignedJson, bytesOf, numbersIn } from '../../common/keptNumbers';
import type { MessageArgument } from '../../common/message';
import type { FileIdentity } from '../../dataset/fileIdentity';
import { fromKept, toKept, type KeptMessage } from '../../messages/keptMessage';
import type { ModelLabel, SelectionSummary } from '../../protocol/dataset';
import { RowReasons } from '../../selection/rowReasons';
import type { PoolResults } from './poolResults';
import { SelectionResult } from './selectionResult';
import { TurnScoreTable } from './turnScoreTable';

/** Raised whenever the layout changes, or what is read from a row; snapshots of another version are not used. */
const VERSION = 3;

type TypedArray = Uint8Array | Uint32Array | Int32Array | Float64Array;

/** Of a row or a turn. */
type KeptReason = readonly [at: number, said: KeptMessage];

interface Header {
  readonly version: number;
  readonly identity: FileIdentity;
  /** Of the scores; absent = there are none. */
  readonly label?: ModelLabel;
  readonly askAgain?: boolean;
  readonly summary: SelectionSummary;
  readonly reasons: readonly KeptReason[];
  readonly notes: readonly KeptReason[];
  readonly lacksSimilarities?: boolean;
  /** Reasons, of which one more column says which rows have them; absent = no row has any. */
  readonly rowReasons?: readonly KeptMessage[];
  /** Bytes of each column that follows. */
  readonly columns: readonly number[];
}

/**
 * A finished selection with the scores known then, as bytes that show it again when the file is opened again. Layout: header length
 * (uint32), header (JSON), then the columns, each from the next multiple of 8 on.
 */
export function serialiseResults(identity: FileIdentity, { scores, selection }: PoolResults): Uint8Array[] {
  if (selection === null) return [];
  const table = (scores?.table ?? new TurnScoreTable(0)).columns();
  const { outcome, summary } = selection;
  const reasons = outcome.reasons?.columns();
  const columns: TypedArray[] = [
    table.turnStarts,
    table.complexity,
    table.quality,
    table.outsideLanguage,
    outcome.statuses,
    outcome.ranks,
    outcome.nearestSelected,
    outcome.nearestSimilarity,
    outcome.selectedRows,
    outcome.invalidEmbeddings,
    ...(reasons === undefined ? [] : [reasons.reasons]),
  ];
  const header: Header = {
    version: VERSION,
    identity,
    ...(scores === null ? {} : { label: scores.label }),
    ...(scores?.askAgain === true ? { askAgain: true } : {}),
    summary,
    reasons: table.reasons.map(([row, reason]) => [row, toKept(reason)] as const),
    notes: table.notes.map(([turn, note]) => [turn, toKept(note)] as const),
    ...(outcome.lacksSimilarities === true ? { lacksSimilarities: true } : {}),
    ...(reasons === undefined ? {} : { rowReasons: reasons.list.map(toKept) }),
    columns: columns.map(({ byteLength }) => byteLength),
  };
  const length = Buffer.alloc(4);
  const headerBytes = alignedJson(header, length.length);
  length.writeUInt32LE(headerBytes.length);
  return [length, headerBytes, ...columns.map(bytesOf).flatMap(padded)];
}

/** Results as they were kept, and the file that they are of. */
export interface KeptResults {
  readonly identity: FileIdentity;
  readonly results: PoolResults;
}

/** @returns undefined when the bytes are of another version or not whole */
export function deserialiseResults(bytes: Buffer): KeptResults | undefined {
  const read = readHeader(bytes);
  if (read === undefined) return undefined;
  const { header } = read;
  const summary = { ...header.summary, parameters: withPresentKinds(header.summary.parameters) };
  if (bytes.length !== header.columns.reduce((end, size) => end + roundUp(size), read.end)) return undefined;
  const columns = columnsIn(bytes, read.end, header.columns);
  const column = (index: number): Uint8Array => columns[index] ?? new Uint8Array(0);
  const table = TurnScoreTable.fromColumns({
    turnStarts: numbersIn(Uint32Array, column(0)),
    complexity: numbersIn(Float64Array, column(1)),
    quality: numbersIn(Float64Array, column(2)),
    outsideLanguage: column(3),
    reasons: header.reasons.map(([row, reason]) => [row, reasonIn(reason)] as const),
    notes: header.notes.map(([turn, note]) => [turn, fromKept(note)] as const),
  });
  const outcome = {
    statuses: column(4),
    ranks: numbersIn(Uint32Array, column(5)),
    nearestSelected: numbersIn(Int32Array, column(6)),
    nearestSimilarity: numbersIn(Float64Array, column(7)),
    selectedRows: numbersIn(Uint32Array, column(8)),
    invalidEmbeddings: numbersIn(Uint32Array, column(9)),
    walked: summary.walked,
    lacksSimilarities: header.lacksSimilarities ?? false,
    ...(header.rowReasons === undefined
      ? {}
      : { reasons: RowReasons.fromColumns(header.rowReasons.map(reasonIn), numbersIn(Uint32Array, column(10))) }),
  };
  const { label, askAgain = false } = header;
  const scores = label === undefined ? null : { table, label, askAgain };
  return { identity: header.identity, results: { scores, selection: new SelectionResult(outcome, summary) } };
}

/** A text stays one: pools may have many bad rows, and each says something else. */
function reasonIn(kept: KeptMessage): MessageArgument {
  return typeof kept === 'string' ? kept : fromKept(kept);
}

function readHeader(bytes: Buffer): { header: Header; end: number } | undefined {
  if (bytes.length < 4) return undefined;
  const end = 4 + bytes.readUInt32LE(0);
  try {
    const header = JSON.parse(bytes.toString('utf8', 4, end)) as Header;
    return header.version === VERSION ? { header, end: roundUp(end) } : undefined;
  } catch {
    return undefined;
  }
}

function columnsIn(bytes: Buffer, start: number, sizes: readonly number[]): Uint8Array[] {
  let at = start;
  return sizes.map((size) => {
    const column = bytesOf(bytes.subarray(at, at + size)); // A part of a buffer has other methods than an array.
    at += roundUp(size);
    return column;
  });
}

/** So that what follows is aligned; without a copy, as columns take megabytes. */
function padded(bytes: Uint8Array): Uint8Array[] {
  const end = roundUp(bytes.length);
  return end === bytes.length ? [bytes] : [bytes, Buffer.alloc(end - bytes.length)];
}

function roundUp(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT;
}
