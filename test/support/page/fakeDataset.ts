import { say } from '../../../src/messages/say';
import type { Histogram } from '../../../src/protocol/views';
import type {
  RowDetail,
  RowFigures,
  RowSource,
  RowSummary,
  SelectionCounts,
  SelectionFigures,
  ShownMessage,
  TurnReasons,
} from '../../../src/protocol/dataset';
import type { EditableText } from '../../../src/protocol/decisions';
import type { HistogramSignalId, SignalId } from '../../../src/protocol/signals';
import { STATUSES, type RowStatus } from '../../../src/selection/types';
import { FakeDecisions } from './fakeDecisions';
import { FakeGroups } from './fakeGroups';
import { HOSTILE_TEXTS, instructionOf, responseOf } from './fakeTexts';

const DEMANDS = { demand: say('some.constraints', { count: 3 }), other: say('some.forms', { count: 1 }) };
const NONE = 255;
const BAD_EVERY = 331;
const BAD_OFFSET = 77;
const DUPLICATE_EVERY = 9;
export const FIRST_HOSTILE_ROW = 3;
/** Rows with long responses. */
const LONG_EVERY = 50;
export const LONG_OFFSET = 10;
/** Of code, wider than any pane. */
export const LONG_LINE = `x = [${'0, '.repeat(200)}0]`;
/** A row whose assistant thinks, calls a tool and answers in Markdown. */
export const TOOL_ROW = 20;
export const TOOL_MESSAGES: readonly ShownMessage[] = [
  { role: 'user', text: 'How warm is it in **Seoul**?', otherParts: ['image', 'image', 'audio'] },
  { role: 'reasoning', text: 'I have to ask.' },
  { role: 'toolCall', text: '{"name":"weather","arguments":"{\\"city\\":\\"Seoul\\"}"}' },
  { role: 'toolResult', text: '{"celsius":21}' },
  {
    role: 'assistant',
    text: [
      '# Weather\n\nIt is **21 °C**, see [the source](https://example.org/a) or `curl`:',
      `\`\`\`python\nprint(21)\n${LONG_LINE}\n\`\`\``,
      '| city | °C |\n| --- | --- |\n| Seoul | 21 |',
      '![map](https://example.org/map.png)',
      '1. one\n2. two',
    ].join('\n\n'),
    fields: [{ name: 'weight', text: '0' }],
  },
];
/** What stands in that row beside its conversation. */
export const TOOL_SOURCE: RowSource = {
  text: '{"id": 7, "note": "<b>bold</b>", "tools": [{"name": "weather"}], "messages": [',
  length: 3_000_000,
  fields: [
    { name: 'id', text: '7' },
    { name: 'note', text: '<b>bold</b>' },
    { name: 'tools', text: '[\n  {\n    "name": "weather"\n  }\n]', isJson: true },
  ],
};
/** What a near-duplicate's instruction has that its original's has not. */
export const ADDED_TO_DUPLICATES = 'Answer briefly.';

const pointerTo = (turn: number): string => `/turns/${turn}/response`;

/** Seeded rows of any number, with scores and a plausible selection: everything follows from the row index. */
export class FakeDataset {
  readonly decisions = new FakeDecisions();
  readonly complexity: Float32Array;
  readonly quality: Float32Array;
  readonly evol: Float32Array;
  readonly similarity: Float32Array;
  readonly duplicateOf: Int32Array;
  readonly statuses: Uint8Array;
  readonly ranks: Uint32Array;
  scored = false;
  /** While a job scores them: the rows before this one have scores. */
  scoredUpTo = 0;
  selected = false;
  groups = new FakeGroups(0);

  constructor(readonly rowCount: number) {
    this.complexity = new Float32Array(rowCount);
    this.quality = new Float32Array(rowCount);
    this.evol = new Float32Array(rowCount);
    this.similarity = new Float32Array(rowCount).fill(NaN);
    this.duplicateOf = new Int32Array(rowCount).fill(-1);
    this.statuses = new Uint8Array(rowCount).fill(NONE);
    this.ranks = new Uint32Array(rowCount);
    for (let row = 0; row < rowCount; row++) this.#score(row);
  }

  isBad(row: number): boolean {
    return row % BAD_EVERY === BAD_OFFSET;
  }

  get badRowCount(): number {
    return Math.max(0, Math.ceil((this.rowCount - BAD_OFFSET) / BAD_EVERY));
  }

  turnCount(row: number): number {
    return this.isBad(row) ? 0 : 1 + (row % 7 === 0 ? row % 4 : 0);
  }

  tokens(row: number): number {
    return this.isBad(row) ? 0 : 40 + (row % 13) * 25;
  }

  figures(): SelectionFigures {
    return { pool: this.#figuresOf(() => true), selected: this.#figuresOf((row) => this.status(row) === 'selected') };
  }

  #figuresOf(isMeant: (row: number) => boolean): RowFigures {
    const rows = Array.from({ length: this.rowCount }, (_, row) => row).filter(isMeant);
    const good = rows.filter((row) => !this.isBad(row));
    const total = (valueOf: (row: number) => number): number => good.reduce((sum, row) => sum + valueOf(row), 0);
    const mean = (scores: Float32Array): number => total((row) => scores[row] ?? 0) / good.length;
    return {
      rows: rows.length,
      means: { complexityScore: mean(this.complexity), qualityScore: mean(this.quality), evolScore: mean(this.evol) },
      estimatedTokens: total((row) => this.tokens(row)),
    };
  }

  preview(row: number): string {
    if (this.isBad(row)) return 'Invalid JSON: unexpected end of input';
    const hostile = HOSTILE_TEXTS[row - FIRST_HOSTILE_ROW];
    if (hostile !== undefined) return hostile;
    const original = this.#originalOf(row);
    return original === row ? instructionOf(hash(row)) : `${this.preview(original)} ${ADDED_TO_DUPLICATES}`;
  }

  responsePreview(row: number): string {
    return this.isBad(row) ? '' : this.#response(row, 0).replaceAll(/\s+/g, ' ').slice(0, 200);
  }

  status(row: number): RowStatus | undefined {
    return this.isBad(row) ? 'unscored' : STATUSES[this.statuses[row] ?? NONE];
  }

  lineNumber(row: number): number {
    return row + 1;
  }

  /** Best first; every ninth row met is called a near-duplicate of the row selected before it. */
  select(budget: number, threshold: number): void {
    const order = Uint32Array.from({ length: this.rowCount }, (_, row) => row);
    order.sort((a, b) => (this.evol[b] ?? 0) - (this.evol[a] ?? 0) || a - b);
    let rank = 0;
    let lastSelected = -1;
    this.statuses.fill(STATUSES.indexOf('notReached'));
    this.ranks.fill(0);
    for (const row of order) {
      if (this.isBad(row)) continue;
      if (budget > 0 && rank === budget) break;
      const near = hash(row) % DUPLICATE_EVERY === 0 && lastSelected >= 0;
      this.duplicateOf[row] = lastSelected;
      this.similarity[row] = near ? threshold + (1 - threshold) * unit(row, 5) : threshold * Math.sqrt(unit(row, 6));
      this.statuses[row] = STATUSES.indexOf(near ? 'nearDuplicate' : 'selected');
      if (near) continue;
      this.ranks[row] = ++rank;
      lastSelected = row;
    }
    this.scored = true;
    this.selected = true;
  }

  counts(): SelectionCounts {
    const counts = { rows: this.rowCount, selected: 0, nearDuplicate: 0, notReached: 0, unscored: 0 };
    for (let row = 0; row < this.rowCount; row++) {
      const status = this.status(row) ?? 'notReached';
      if (status !== 'excluded') counts[status]++;
    }
    return counts;
  }

  summary(row: number): RowSummary {
    const status = this.status(row);
    const base = {
      rowIndex: row,
      lineNumber: this.lineNumber(row),
      values: this.isBad(row) ? {} : { turns: this.turnCount(row), estimatedTokens: this.tokens(row) },
      preview: this.preview(row),
      ...this.#marks(row),
      ...this.groups.of(row),
    };
    if (this.isBad(row)) return { ...base, status: 'unscored', reason: this.preview(row) };
    const scores = {
      evolScore: this.evol[row] ?? 0,
      complexityScore: this.complexity[row] ?? 0,
      qualityScore: this.quality[row] ?? 0,
    };
    const original = this.duplicateOf[row] ?? -1;
    return {
      ...base,
      responsePreview: this.responsePreview(row),
      values: { ...base.values, ...(this.scored || row < this.scoredUpTo ? scores : {}) },
      ...(status === undefined ? {} : { status }),
      ...(status === 'selected' ? { rank: this.ranks[row] ?? 0 } : {}),
      ...(status === 'nearDuplicate' ? { nearDuplicateOf: this.#neighbour(original, this.similarity[row] ?? 0) } : {}),
    };
  }

  detail(row: number): RowDetail {
    const summary = this.summary(row);
    const shared = {
      heuristicScores: this.scored,
      nearDuplicates: this.#nearDuplicates(row),
      selectedCount: this.counts().selected,
    };
    if (this.isBad(row))
      return { ...summary, ...shared, turns: [], excerpt: '{"instruction": "Tell me <b>why</b>", "output": ' };
    const turns = Array.from({ length: this.turnCount(row) }, (_, turn) => ({
      instruction: turn === 0 ? summary.preview : instructionOf(hash(row + turn * 7919)),
      response: this.decisions.of(row).edits?.[pointerTo(turn)] ?? this.#response(row, turn),
      ...(row === TOOL_ROW ? { messages: TOOL_MESSAGES } : {}),
      ...(this.scored ? { complexityScore: this.complexity[row] ?? 0, qualityScore: this.quality[row] ?? 0 } : {}),
    }));
    return {
      ...summary,
      ...shared,
      turns,
      ...(row === TOOL_ROW ? { otherFields: TOOL_SOURCE.fields.map(({ name }) => name) } : {}),
      ...(row % 7 === 0 ? { system: 'You are a patient and precise assistant.' } : {}),
    };
  }

  /** Only the one row has more than its conversation. */
  source(row: number): RowSource {
    return row === TOOL_ROW ? TOOL_SOURCE : { text: JSON.stringify({ instruction: this.preview(row) }), fields: [] };
  }

  /** Responses are texts of their own; what is asked is made of others. */
  texts(row: number): EditableText[] {
    const { edits = {} } = this.decisions.of(row);
    return this.detail(row).turns.map(({ response: text }, turn) => {
      const pointer = pointerTo(turn);
      return { turn: turn + 1, role: 'assistant', text, pointer, isEdited: edits[pointer] !== undefined };
    });
  }

  #marks(row: number): Pick<RowSummary, 'marks'> {
    const { edits, ...decisions } = this.decisions.of(row);
    const marks = { ...decisions, ...(edits === undefined ? {} : { edited: true as const }) };
    return Object.keys(marks).length === 0 ? {} : { marks };
  }

  reasons(row: number): TurnReasons[] {
    if (!this.scored || this.isBad(row)) return [];
    return Array.from({ length: this.turnCount(row) }, () => ({
      complexity: [
        { said: say('request.demands', DEMANDS), effect: 0.62 },
        { said: say('request.short', { words: say('some.words', { count: 12 }) }), effect: -0.21 },
      ],
      quality: [{ said: say('answer.short', { words: say('some.words', { count: 9 }) }), effect: -0.4 }],
    }));
  }

  valueOf(signal: SignalId, row: number): number {
    if (signal === 'similarity') return this.similarity[row] ?? NaN;
    const values: Partial<Record<SignalId, Float32Array>> = {
      evolScore: this.evol,
      complexityScore: this.complexity,
      qualityScore: this.quality,
    };
    return this.isBad(row) ? NaN : (values[signal]?.[row] ?? NaN);
  }

  /** @param shown rows to be counted apart; all of them are none apart */
  histogram(signal: HistogramSignalId, bins: number, shown: Uint32Array): Histogram {
    const [min, max] = signal === 'evolScore' ? [1, 36] : signal === 'similarity' ? [0, 1] : [1, 6];
    const counts = new Array<number>(bins).fill(0);
    const selectedCounts = new Array<number>(bins).fill(0);
    const shownCounts = new Array<number>(bins).fill(0);
    const isShown = new Set(shown);
    for (let row = 0; row < this.rowCount; row++) {
      const value = this.valueOf(signal, row);
      if (Number.isNaN(value)) continue;
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(((value - min) / (max - min)) * bins)));
      counts[bin] = (counts[bin] ?? 0) + 1;
      if (this.status(row) === 'selected') selectedCounts[bin] = (selectedCounts[bin] ?? 0) + 1;
      if (isShown.has(row)) shownCounts[bin] = (shownCounts[bin] ?? 0) + 1;
    }
    const isFiltered = shown.length < this.rowCount;
    return { signal, min, max, counts, selectedCounts, ...(isFiltered ? { shownCounts } : {}) };
  }

  /** The row that one is said to duplicate, whose texts it has; itself where it duplicates none. */
  #originalOf(row: number): number {
    return this.status(row) === 'nearDuplicate' ? (this.duplicateOf[row] ?? row) : row;
  }

  #response(row: number, turn: number): string {
    if (row % LONG_EVERY === LONG_OFFSET) return responseOf(hash(row)).repeat(20);
    return responseOf(hash(this.#originalOf(row) + turn));
  }

  #nearDuplicates(row: number): RowDetail['nearDuplicates'] {
    if (!this.selected) return [];
    const rows = this.status(row) === 'nearDuplicate' ? [this.duplicateOf[row] ?? -1] : this.#duplicatesOf(row);
    return rows.map((other) => {
      const similarity = this.similarity[this.status(row) === 'nearDuplicate' ? row : other] ?? 0;
      const status = this.status(other);
      return {
        ...this.#neighbour(other, similarity),
        preview: this.preview(other),
        ...(status === undefined ? {} : { status }),
      };
    });
  }

  #duplicatesOf(row: number): number[] {
    const found: number[] = [];
    for (let other = 0; other < this.rowCount && found.length < 8; other++) {
      if (this.duplicateOf[other] === row && this.status(other) === 'nearDuplicate') found.push(other);
    }
    return found;
  }

  #neighbour(
    row: number,
    cosineSimilarity: number,
  ): { rowIndex: number; lineNumber: number; cosineSimilarity: number } {
    return { rowIndex: row, lineNumber: this.lineNumber(row), cosineSimilarity };
  }

  #score(row: number): void {
    const complexity = 1 + 5 * ((unit(row, 1) + unit(row, 2) + unit(row, 3)) / 3);
    const quality = 1 + 5 * Math.sqrt((unit(row, 4) + unit(row, 7)) / 2);
    this.complexity[row] = complexity;
    this.quality[row] = quality;
    this.evol[row] = complexity * quality;
  }
}

/** Integer hash of a row index (Mulberry32's mixing step). */
function hash(value: number): number {
  let mixed = (value + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}

function unit(row: number, stream: number): number {
  return hash(row * 31 + stream * 0x9e3779b1) / 2 ** 32;
}
