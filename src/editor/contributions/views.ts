/** Ids of views and custom editors in package.json, and of pages in tabs of their own. */
export const DATASET_EDITOR = 'deita.datasetEditor';
export const NEAR_DUPLICATES_VIEW = 'deita.nearDuplicates';
export const CHAINS_VIEW = 'deita.chains';
export const COMPARISON_VIEW = 'deita.comparison';
