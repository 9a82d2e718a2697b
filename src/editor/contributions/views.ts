/** Ids of views and custom editors in package.json. */
export const DATASET_EDITOR = 'deita.datasetEditor';
export const RUNS_VIEW = 'deita.runs';
export const NEAR_DUPLICATES_VIEW = 'deita.nearDuplicates';
