import type { NearDuplicateCluster, NearDuplicateRow } from '../../protocol/nearDuplicates';

/**
 * The groups with a row that has a text in what is shown of it, or stands in a line of that number; small and capital
 * letters are the same.
 * @param text such as "binary search" or "5,246"; empty = all groups
 */
export function groupsWith(clusters: readonly NearDuplicateCluster[], text: string): readonly NearDuplicateCluster[] {
  const isFound = rowTest(text);
  return isFound === undefined ? clusters : clusters.filter(({ rows }) => rows.some(isFound));
}

/** Whether a row is one that is looked for; undefined = nothing is. */
export function rowTest(text: string): ((row: NearDuplicateRow) => boolean) | undefined {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === '') return undefined;
  const line = lineIn(wanted);
  return ({ preview, lineNumber }) => lineNumber === line || preview.toLocaleLowerCase().includes(wanted);
}

/** The number that a text is, with or without separators as the tree shows them. */
function lineIn(text: string): number | undefined {
  return /^\d[\d.,’'\s\u00a0\u202f]*$/.test(text) ? Number(text.replace(/\D/g, '')) : undefined;
}
