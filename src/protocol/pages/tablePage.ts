import type { Bounds } from '../../choices/conditions/bounds';
import type { BarRows } from '../composition';
import type { DatasetInfo } from '../dataset';
import type { JobProgress } from '../jobProgress';
import type { RowSet, ViewInfo, ViewQuery } from '../views';
import type { ChangedDecisions, EditRequest, Positions } from '../decisions';
import type { RunFields } from './runFields';
import type { StrategyChoice } from '../strategyChoice';
import type { RenderedRow, Rendering, TrainingTotals } from '../fineTuning';
import type { ParamsOf, ResultOf, WireError } from '../requests';

/** Engine requests that the page may make; the host fills in `datasetId` and `viewId`. */
export type TableEngineMethod =
  | 'view/set'
  | 'view/rows'
  | 'view/locate'
  | 'view/moved'
  | 'view/reviewPlace'
  | 'row/detail'
  | 'row/reasons'
  | 'row/source'
  | 'row/byLines'
  | 'row/texts'
  | 'row/adjacentSelected'
  | 'dataset/histograms';

type WithoutIds<T> = Omit<T, 'datasetId' | 'viewId'>;

type EngineRequests = {
  [M in TableEngineMethod]: { params: WithoutIds<ParamsOf<M>>; result: ResultOf<M> };
};

/** Everything the table page can ask of the host. What its buttons do, commands do. */
export interface TableMethods extends EngineRequests {
  ready: { params: null; result: PageSetup };
  /** A row as a model is trained on it, by the settings; null = no tokenizer is chosen. */
  trainingRow: { params: { readonly rowIndex: number }; result: RenderedRow | null };
  /** The selection as a model is trained on it; null = no tokenizer is chosen. */
  trainingTotals: { params: null; result: TrainingTotals | null };
  /** The user has read why the last job failed. */
  dismissFailure: { params: null; result: null };
  /** The row with the keyboard's focus, for commands that act on "the current row". */
  currentRow: { params: { readonly rowIndex: number | null }; result: null };
  /** The person reads what the page says of a row; asked once. */
  rowRead: { params: null; result: null };
  /** What the toolbar's fields hold now: whatever starts a run of this file takes it from there. */
  fieldsTyped: { params: { readonly fields: RunFields }; result: null };
  /** Decides about rows by hand; of notes and tags the host asks which. */
  decide: { params: PageDecision; result: ChangedDecisions };
  /** Copies rows as JSON Lines. */
  copyRows: { params: PageRows; result: { readonly rows: number } };
  /** Copies a text that the page shows of a row. */
  copyText: { params: { readonly text: string }; result: null };
  /** Edits texts of a row, as a decision. */
  editTexts: { params: EditRequest; result: ChangedDecisions };
  /** Lets the next selection take only rows whose signal of that name is within bounds, beside its other conditions. */
  selectOnly: { params: { readonly signal: string; readonly bounds: Bounds }; result: { readonly where: string } };
  /** Takes the scores that rows carry from now on, for whatever dataset. */
  useCarriedScores: { params: null; result: null };
  changeDecision: { params: { readonly change: 'undo' | 'redo' }; result: ChangedDecisions };
  saveState: { params: { readonly state: PageState }; result: null };
}

/** What the host tells the page. Never rows: the page asks for those. */
export interface TableEvents {
  infoChanged: DatasetInfo;
  /** The page's own view has more hits, or its search has ended. */
  viewChanged: ViewInfo;
  /** null = no job is running. */
  jobChanged: JobProgress | null;
  jobFailed: WireError;
  reveal: { readonly rowIndex: number };
  /** The cursor in the file's text is in this row: to be shown without taking focus or filter away. */
  follow: { readonly rowIndex: number };
  /** Shows these rows alone. */
  filterRows: RowSet | BarRows;
  runCommand: {
    readonly command:
      DecisionCommand | 'copyRows' | 'jumpToNearDuplicate' | 'goBack' | 'nextSelected' | 'previousSelected' | 'find';
  };
  settingsChanged: PageSettings;
  /** A threshold was chosen for the dataset. */
  thresholdChosen: { readonly threshold: number };
}

/** The rows of its view that are chosen in a page. */
export interface PageRows {
  /** The current row; absent where `positions` has the rows. */
  readonly rowIndex?: number;
  /** Of its view. */
  readonly positions: readonly Positions[];
}

/** What a page decides about rows of its view. */
export interface PageDecision extends PageRows {
  readonly kind: 'keep' | 'drop' | 'undecide' | 'note' | 'tag' | 'unedit';
}

/** What keys, palette and menus decide about the rows that are chosen in the table. */
export const DECISION_COMMANDS = ['keep', 'drop', 'note', 'tag', 'undoDecision', 'redoDecision'] as const;
export type DecisionCommand = (typeof DECISION_COMMANDS)[number];

export interface TablePage {
  readonly methods: TableMethods;
  readonly events: TableEvents;
}

/** How rows are shown as a model is trained on them. */
export type PageRendering = Required<Rendering>;

export interface PageSettings {
  /** As `readBudget` reads it. */
  readonly budget: string;
  /** null = the embedder's recommendation. */
  readonly threshold: number | null;
  /** The threshold was chosen for this dataset: it wins over that of the last run. */
  readonly hasOwnThreshold?: true;
  /** null = none is known for the embedder. */
  readonly recommendedThreshold: number | null;
  readonly scorerLabel: string;
  readonly embedderLabel: string;
  readonly heuristicScorer: boolean;
  /** Scores are those that rows carry. */
  readonly takesCarriedScores?: true;
  /** How the next run chooses rows. */
  readonly strategy: StrategyChoice;
  /** null = no tokenizer is chosen. */
  readonly training: PageRendering | null;
  /** What keeps settings from taking effect, each a sentence for people. */
  readonly notices: readonly string[];
}

export interface PageSetup {
  readonly info: DatasetInfo;
  readonly settings: PageSettings;
  /** What the toolbar's fields held when the page was last shown; null = they have not been shown yet. */
  readonly fields: RunFields | null;
  readonly state: PageState | null;
  readonly job: JobProgress | null;
  /** Why the last job ended without a result; null = it did not. */
  readonly failure: WireError | null;
}

/** Kept per file by the host. */
export interface PageState {
  readonly query: ViewQuery;
  /** What the file held whose rows the query may pick, as `DatasetInfo.contents`; absent = not known. */
  readonly contents?: string;
  readonly columnWidths: Readonly<Record<string, number>>;
  /** Details pane's share of the editor, 0-1. */
  readonly detailsShare: number;
  /** Absent = decided from the editor's width. */
  readonly detailsOpen?: boolean;
  readonly currentRowIndex: number | null;
  readonly histograms: boolean;
  /** Which columns the user wants, and in which order; absent = nothing chosen. */
  readonly columns?: { readonly order: readonly string[]; readonly visible: Readonly<Record<string, boolean>> };
  /** Lines of text in a row, 1-3; absent = 1. */
  readonly rowLines?: number;
  /** When the selection was made that the table last showed; null = there was none, absent = not known. */
  readonly seenSelection?: string | null;
  /** View position of the first row in sight, with the part of it that is out of sight; absent = wherever the current row is in sight. */
  readonly topRow?: number;
  /** Whether the details show the current row beside its near-duplicate; absent = not. */
  readonly comparing?: boolean;
  /** Whether the details show Markdown and JSON as what they mean; absent = they do. */
  readonly rendered?: boolean;
  /** Whether the details show rows as a model is trained on them; absent = not. */
  readonly training?: boolean;
}
