/** Where the last selection of each dataset is kept, in the cache folder: the person's own, never cleared. */
export const SELECTIONS_FOLDER = 'selections-v1';
