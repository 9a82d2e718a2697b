import { isEmbedderModel } from '../../choices/embedders';
import type { RunModels } from '../../choices/runModels';
import { Lru } from '../../common/lru';
import type { MessageArgument } from '../../common/message';
import type { Writable } from '../../common/writable';
import type { Conversation, FieldMapping, Row, RowContents } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import { leftOutOf } from '../../embedding/conversationExcerpt';
import type { RowDetail, RowSummary, TurnDetail } from '../../protocol/dataset';
import type { Neighbour, NeighbourPreview } from '../../protocol/nearDuplicates';
import type { RowMarks } from '../../protocol/decisions';
import { neededBy } from '../../protocol/selection';
import type { SignalValues } from '../../protocol/signals';
import type { TurnScore } from '../../scoring/scorer';
import type { RowDecisions } from '../../decisions/rowDecisions';
import type { PoolResults } from '../results/poolResults';
import { statusReason } from '../results/statusReason';
import type { GroupOf } from '../nearDuplicates/duplicateGroups';
import type { AddedSignals } from '../signals/addedSignals';
import { computedValues } from '../signals/computedTable';
import { resultValues } from '../signals/pooledSignals';
import { previewOf, responsePreviewOf } from './preview';
import type { RowFacts } from './rowFacts';
import { readInPieces } from './rowReader';
import { fieldName } from './rowSource';
import { messagesOfTurns } from './turnMessages';

/** What a row says of itself, without scores. */
interface RowFace {
  readonly computed: SignalValues;
  readonly preview: string;
  readonly responsePreview?: string | undefined;
  /** Why it is a bad row; absent = it is none. */
  readonly problem?: MessageArgument | undefined;
  readonly mapping?: FieldMapping | undefined;
}

/** What tells of many rows, looked up once for all of them. */
interface ToldRows {
  readonly valuesOf: (row: number) => SignalValues;
  readonly groupOf: GroupOf | undefined;
}

/** A row and its similarity to another one. */
export interface ComparedRow {
  readonly rowIndex: number;
  readonly comparedWith: number;
  readonly cosineSimilarity: number;
}

const FACES_KEPT = 5_000;
const MOST_NEAR_DUPLICATES = 200;
/** After a page, the next one of somebody who scrolls comes within this time. */
const NEXT_PAGE_MS = 250;

/** Rows as the fronts see them: what the file says joined with what the results say. */
export class RowPresenter {
  private readonly faces = new Lru<number, RowFace>(FACES_KEPT);
  private lastPageAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly dataset: Dataset,
    private readonly results: () => PoolResults,
    private readonly facts: () => RowFacts,
    /** What is decided about a row by hand. */
    private readonly decided: (row: number) => RowDecisions | undefined,
    private readonly added: Pick<AddedSignals, 'valuesOf'>,
    /** Whether it was decided by hand that two rows are not the same. */
    private readonly areToldApart: (row: number, other: number) => boolean,
    /** What tells the groups of near-duplicates as they are now; undefined = there are none. */
    private readonly groups: () => GroupOf | undefined,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Forgets what was read, because the file is another. */
  reset(): void {
    this.faces.clear();
  }

  /** Whether somebody goes through the rows, so that more of them will be asked for at once. */
  get isBrowsed(): boolean {
    return this.now() - this.lastPageAt < NEXT_PAGE_MS;
  }

  async summaries(rowIndexes: Uint32Array): Promise<RowSummary[]> {
    this.lastPageAt = this.now();
    const faces = await this.facesOf(rowIndexes);
    const told = this.told();
    return Array.from(rowIndexes, (rowIndex, at) => this.summary(rowIndex, faces[at] as RowFace, told));
  }

  async previews(compared: readonly ComparedRow[]): Promise<NeighbourPreview[]> {
    const faces = await this.facesOf(Uint32Array.from(compared, ({ rowIndex }) => rowIndex));
    return compared.map((row, at) => {
      const face = faces[at] as RowFace;
      const status = this.statusOf(row.rowIndex, face);
      return {
        ...this.neighbour(row),
        preview: face.preview,
        ...(status === undefined ? {} : { status }),
      };
    });
  }

  async detail(rowIndex: number): Promise<RowDetail> {
    const row = await this.dataset.readRow(rowIndex);
    const { selection, scores } = this.results();
    const summary = this.summary(rowIndex, faceOf(row), this.told());
    const contents = row.problem === undefined ? await this.dataset.readContents(rowIndex) : undefined;
    return {
      ...summary,
      ...(row.problem === undefined && row.conversation.system !== undefined
        ? { system: row.conversation.system }
        : {}),
      turns:
        row.problem === undefined
          ? turnDetails(row.conversation.turns, contents?.messages, scores?.table.turnsOf(rowIndex))
          : [],
      ...(contents === undefined || contents.otherFields.length === 0
        ? {}
        : { otherFields: contents.otherFields.map(fieldName) }),
      ...(row.problem === undefined ? responsesBeside(row.conversation) : {}),
      nearDuplicates: await this.previews(this.nearDuplicatesOf(rowIndex)),
      ...(selection === null ? {} : { selectedCount: selection.summary.counts.selected }),
      ...this.notEmbedded(row),
      heuristicScores: scores?.label.heuristic ?? false,
      ...(row.problem === undefined ? {} : { excerpt: row.excerpt }),
    };
  }

  /** Of the selection. */
  private get models(): RunModels {
    const { selection } = this.results();
    return selection === null ? {} : neededBy(selection.summary.parameters);
  }

  /** Embeddings from a file may have been made of the whole row. */
  private notEmbedded(row: Row): Pick<RowDetail, 'notEmbedded'> {
    const { embedder } = this.models;
    if (row.problem !== undefined || embedder === undefined || !isEmbedderModel(embedder)) return {};
    const notEmbedded = leftOutOf(row.conversation);
    return notEmbedded === undefined ? {} : { notEmbedded };
  }

  /** The row that it duplicates, then its duplicates: most similar first, incomparable ones (where τ < 0) last. */
  private nearDuplicatesOf(rowIndex: number): ComparedRow[] {
    const { selection } = this.results();
    if (selection === null) return [];
    const original = selection.duplicatedBy(rowIndex);
    const own = original === undefined ? [] : [compared(original, rowIndex, selection.similarityOf(rowIndex))];
    const duplicates = [...selection.duplicatesOf(rowIndex)];
    const isLast = (other: number): boolean => this.facts().differences(other, rowIndex).length > 0;
    const others = [...duplicates.filter((other) => !isLast(other)), ...duplicates.filter(isLast)]
      .slice(0, MOST_NEAR_DUPLICATES)
      .map((other) => compared(other, rowIndex, selection.similarityOf(other)));
    return [...own, ...others];
  }

  private neighbour({ rowIndex, comparedWith, cosineSimilarity }: ComparedRow): Neighbour {
    const incomparableFor = this.facts().differences(rowIndex, comparedWith);
    const lineNumber = this.dataset.lineNumberOf(rowIndex);
    return {
      rowIndex,
      lineNumber,
      cosineSimilarity,
      ...(incomparableFor.length === 0 ? {} : { incomparableFor }),
      ...(this.areToldApart(rowIndex, comparedWith) ? { notSame: true } : {}),
    };
  }

  private told(): ToldRows {
    return { valuesOf: resultValues(this.results()), groupOf: this.groups() };
  }

  /** Put together field by field: a page has many rows, and a row few of what it may have. */
  private summary(rowIndex: number, face: RowFace, { valuesOf, groupOf }: ToldRows): RowSummary {
    const { selection } = this.results();
    const summary: Writable<RowSummary> = {
      rowIndex,
      lineNumber: this.dataset.lineNumberOf(rowIndex),
      values: { ...valuesOf(rowIndex), ...face.computed },
      preview: face.preview,
    };
    if (face.responsePreview !== undefined) summary.responsePreview = face.responsePreview;
    const added = this.added.valuesOf(rowIndex);
    if (added !== undefined) summary.added = added;
    const status = this.statusOf(rowIndex, face);
    if (status !== undefined) summary.status = status;
    const rank = selection?.rankOf(rowIndex);
    if (rank !== undefined) summary.rank = rank;
    const nearDuplicateOf = this.nearDuplicateOf(rowIndex);
    if (nearDuplicateOf !== undefined) summary.nearDuplicateOf = nearDuplicateOf;
    const group = groupOf?.(rowIndex);
    if (group !== undefined) summary.group = { number: group.number, rows: group.rows.length };
    const reason = face.problem ?? statusReason(rowIndex, this.results(), this.facts());
    if (reason !== undefined) summary.reason = reason;
    if (face.problem !== undefined) summary.isBad = true;
    if (face.mapping !== undefined) summary.mapping = face.mapping;
    const marks = this.marks(rowIndex);
    if (marks !== undefined) summary.marks = marks;
    return summary;
  }

  private marks(rowIndex: number): RowMarks | undefined {
    const decided = this.decided(rowIndex);
    if (decided === undefined) return undefined;
    const { verdict, note, tags, edits } = decided;
    const marks = {
      ...(verdict === undefined ? {} : { verdict }),
      ...(note === undefined ? {} : { note }),
      ...(tags === undefined ? {} : { tags }),
      ...(edits === undefined ? {} : { edited: true as const }),
    };
    return Object.keys(marks).length === 0 ? undefined : marks;
  }

  private statusOf(rowIndex: number, face: RowFace): RowSummary['status'] {
    return this.results().selection?.statusOf(rowIndex) ?? (face.problem === undefined ? undefined : 'unscored');
  }

  private nearDuplicateOf(rowIndex: number): Neighbour | undefined {
    const { selection } = this.results();
    const original = selection?.duplicatedBy(rowIndex);
    if (selection === null || original === undefined) return undefined;
    return this.neighbour(compared(original, rowIndex, selection.similarityOf(rowIndex)));
  }

  private async facesOf(rowIndexes: Uint32Array): Promise<RowFace[]> {
    const unknown = [...new Set(rowIndexes)].filter((rowIndex) => this.faces.get(rowIndex) === undefined);
    const read = new Map<number, RowFace>();
    for await (const rows of readInPieces(this.dataset, unknown)) {
      for (const row of rows) read.set(row.rowIndex, faceOf(row));
    }
    for (const [rowIndex, face] of read) this.faces.set(rowIndex, face);
    const missing: RowFace = { computed: {}, preview: '' };
    return Array.from(rowIndexes, (rowIndex) => read.get(rowIndex) ?? this.faces.get(rowIndex) ?? missing);
  }
}

function compared(rowIndex: number, comparedWith: number, cosineSimilarity: number): ComparedRow {
  return { rowIndex, comparedWith, cosineSimilarity };
}

function faceOf(row: Row): RowFace {
  const { problem } = row;
  return {
    computed: computedValues(row),
    preview: previewOf(row),
    responsePreview: responsePreviewOf(row),
    problem: problem?.said ?? problem?.message,
    mapping: problem?.mapping,
  };
}

/** Other responses to the last turn, and what the row's label says of its own. */
function responsesBeside({ rejected, alternatives, isRejected }: Conversation): Partial<RowDetail> {
  return {
    ...(rejected === undefined ? {} : { rejected }),
    ...(alternatives === undefined ? {} : { alternatives }),
    ...(isRejected === undefined ? {} : { isRejected }),
  };
}

function turnDetails(
  turns: readonly { readonly instruction: string; readonly response: string }[],
  read: RowContents['messages'],
  scores: readonly TurnScore[] | undefined,
): TurnDetail[] {
  const messages = messagesOfTurns(turns, read);
  return turns.map(({ instruction, response }, index) => {
    const said = messages[index];
    return { instruction, response, ...(said === undefined ? {} : { messages: said }), ...scores?.[index] };
  });
}
