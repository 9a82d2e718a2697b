/** Theme colours of rows by their status in the overview ruler: those that the table has for them. */
export const MARK_COLORS = { selected: 'charts.blue', nearDuplicate: 'charts.orange' } as const;
