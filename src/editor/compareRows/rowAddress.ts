/** A row in the address of a text that VS Code shows: the dataset's own address and which row. */
export interface RowAddress {
  readonly dataset: string;
  readonly rowIndex: number;
}

export function toQuery({ dataset, rowIndex }: RowAddress): string {
  return JSON.stringify({ dataset, rowIndex });
}

/** Addresses may be written by anybody. @returns undefined for one that is none of ours */
export function fromQuery(query: string): RowAddress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(query);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { dataset, rowIndex } = value as Partial<Record<keyof RowAddress, unknown>>;
  if (typeof dataset !== 'string' || typeof rowIndex !== 'number') return undefined;
  return Number.isSafeInteger(rowIndex) && rowIndex >= 0 ? { dataset, rowIndex } : undefined;
}
