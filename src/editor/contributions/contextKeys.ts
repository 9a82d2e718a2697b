/** Context keys that `when` clauses in package.json may use; a test compares both. */
export const CONTEXT_KEYS = {
  /** The active editor shows an open dataset, as a table or as text. */
  activeDataset: 'deita.activeDataset',
  /** Any dataset is open in either editor. */
  datasetOpen: 'deita.datasetOpen',
  /** A job runs for the dataset in question. */
  jobRunning: 'deita.jobRunning',
  /** A job runs for any dataset. */
  anyJobRunning: 'deita.anyJobRunning',
  /** The dataset in question has a selection to export. */
  hasSelection: 'deita.hasSelection',
  /** A search for near-duplicates ended and found none. */
  noNearDuplicates: 'deita.noNearDuplicates',
  /** The dataset in question has groups of near-duplicates. */
  hasNearDuplicates: 'deita.hasNearDuplicates',
  /** Of these groups, those with a text are shown alone. */
  groupsFiltered: 'deita.groupsFiltered',
  /** Somebody has read what is said of a row, in a table or in a text; ticks a step of the walkthrough. */
  rowRead: 'deita.rowRead',
  /** Rows were exported; ticks a step of the walkthrough. */
  exported: 'deita.exported',
} as const;

export type ContextKey = (typeof CONTEXT_KEYS)[keyof typeof CONTEXT_KEYS];
