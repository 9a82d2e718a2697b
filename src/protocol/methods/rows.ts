import type { RowProblem } from '../../dataset/conversation';
import type { ChosenRows, ReviewPlace } from '../decisions';
import type { Composition, CompositionRequest } from '../composition';
import type { RowDetail, RowSource, RowSummary, TurnReasons } from '../dataset';
import type { NearDuplicateCluster } from '../nearDuplicates';
import type { Histogram, ViewInfo, ViewQuery } from '../views';
import type { OfDataset } from './ofDataset';

/** What is asked of the rows of an open dataset, as fronts show them. */
export interface RowMethods {
  /**
   * Sorts and filters; a view lives until it or its dataset is closed or the same id is set again, which cancels a
   * request for it that is still under way.
   */
  'view/set': { params: OfDataset & { readonly viewId: string; readonly query: ViewQuery }; result: ViewInfo };
  /** Lets go of a view, of a search that fills it too; no error where there is none of that id. */
  'view/close': { params: OfDataset & { readonly viewId: string }; result: null };
  /** Rows of a view by position (`viewIndex`); shorter at the end. */
  'view/rows': { params: OfDataset & { viewId: string; start: number; count: number }; result: RowSummary[] };
  /** Position of a row in a view; null when the filter hides it. */
  'view/locate': { params: OfDataset & { viewId: string; rowIndex: number }; result: number | null };
  /** How many rows of a view are kept or dropped by hand, and the next from a position on, around the end, that is neither. */
  'view/reviewPlace': { params: OfDataset & { viewId: string; from: number }; result: ReviewPlace };
  'row/detail': { params: OfDataset & { readonly rowIndex: number }; result: RowDetail };
  /** A row as it stands in the file, and the fields that are no part of its conversation. Large: for who asks to see it. */
  'row/source': { params: OfDataset & { readonly rowIndex: number }; result: RowSource };
  /** Rows of a dataset, and of a view by their positions, as JSON Lines: as they stand in the file, where that is one line. */
  'row/lines': {
    params: OfDataset & ChosenRows;
    result: { readonly text: string; readonly rows: number };
  };
  /** What raised and lowered the scores of each turn of a row; empty unless the heuristic default gave the scores. */
  'row/reasons': { params: OfDataset & { readonly rowIndex: number }; result: (TurnReasons | null)[] };
  /** Rows that start within lines [firstLine, lastLine], 1-based. Never computes scores. */
  'row/byLines': { params: OfDataset & { firstLine: number; lastLine: number }; result: RowSummary[] };
  /**
   * The row that starts on a line, 1-based, or spans it; null between rows and where several rows start on the line.
   * With `orAbove` the last row that starts on it or above.
   */
  'row/atLine': { params: OfDataset & { lineNumber: number; orAbove: boolean }; result: RowSummary | null };
  /** The nearest selected row before or after a row, in file order or in a view's; wraps around. */
  'row/adjacentSelected': {
    params: OfDataset & { readonly rowIndex: number; readonly step: 1 | -1; readonly viewId?: string };
    result: RowSummary | null;
  };
  'dataset/problems': { params: OfDataset & { readonly limit: number }; result: RowProblem[] };
  /** @param viewId rows of this view are counted apart where it leaves some out; absent = none are */
  'dataset/histograms': {
    params: OfDataset & { readonly bins: number; readonly viewId?: string };
    result: Histogram[];
  };
  /** What the pool and the selection that is shown of it consist of; reads the rows the first time. */
  'dataset/composition': { params: OfDataset & CompositionRequest; result: Composition };
  /** Takes a signal away that was added. */
  'dataset/removeSignal': { params: OfDataset & { readonly name: string }; result: null };
  /** The groups that the last search found, as decisions by hand leave them. */
  'dataset/nearDuplicateGroups': { params: OfDataset; result: NearDuplicateCluster[] };
}
