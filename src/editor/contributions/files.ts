/** Files of the package by name; a test looks whether they are there. */

/** In `media/models`, and from there in `dist/models`. */
export const MODEL_CARD = 'SCORERS.md';
