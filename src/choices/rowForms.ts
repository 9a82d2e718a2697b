/** The forms that other tools read rows in. */
export const ROW_FORMS = ['messages', 'sharegpt', 'alpaca'] as const;
export type RowForm = (typeof ROW_FORMS)[number];
