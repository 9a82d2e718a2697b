/** Ids of views and custom editors in package.json. */
export const DATASET_EDITOR = 'deita.datasetEditor';
export const NEAR_DUPLICATES_VIEW = 'deita.nearDuplicates';
