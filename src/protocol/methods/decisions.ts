import type { AppliedEdits, ChangedDecisions, DecisionRequest, EditableText, EditRequest, RowPair } from '../decisions';
import type { OfDataset } from './ofDataset';

/** What is decided by hand about the rows of an open dataset, edits of their texts included. */
export interface DecisionMethods {
  /** Decides about rows by hand, in the file beside the dataset. `datasetChanged` follows. */
  'decisions/add': { params: OfDataset & DecisionRequest; result: ChangedDecisions };
  /** The texts of a row that can be edited, in the order in which they are said. */
  'row/texts': { params: OfDataset & { readonly rowIndex: number }; result: EditableText[] };
  /** Edits texts of a row, as a decision: the file stays as it is. `datasetChanged` follows. */
  'decisions/edit': { params: OfDataset & EditRequest; result: ChangedDecisions };
  /** Job: writes all edited texts into the file. */
  'edits/apply': { params: OfDataset; result: AppliedEdits };
  /** Job: takes back what `edits/apply` wrote last, as long as the file has not changed since. */
  'edits/revert': { params: OfDataset; result: ChangedDecisions };
  /** Decides that rows are not the same whatever their similarity, or takes that back. `datasetChanged` follows. */
  'decisions/tellApart': {
    params: OfDataset & { readonly pairs: readonly RowPair[]; readonly areSame: boolean };
    result: ChangedDecisions;
  };
  /** Takes back what was decided last here, or decides it again. */
  'decisions/undo': { params: OfDataset; result: ChangedDecisions };
  /** Takes over what was decided when the file had another name. */
  'decisions/adopt': { params: OfDataset; result: null };
  'decisions/redo': { params: OfDataset; result: ChangedDecisions };
  /** Drops by hand all but the best row of groups, together: those that have one of the rows, absent = of all groups. */
  'decisions/keepBest': {
    params: OfDataset & { readonly rowIndexes?: readonly number[] };
    result: ChangedDecisions;
  };
}
