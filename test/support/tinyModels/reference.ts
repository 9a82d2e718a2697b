import type { Matrix } from './weights';

/** Row-major rows of float64: one a position. */
export type Rows = number[][];

export function lookUp({ columns, values }: Matrix, index: number): number[] {
  return Array.from(values.subarray(index * columns, (index + 1) * columns));
}

/** rows × matrix, plus a bias. */
export function linear(rows: Rows, { columns, values }: Matrix, bias?: Float32Array): Rows {
  return rows.map((row) => {
    const result = Array.from({ length: columns }, (_, column) => bias?.[column] ?? 0);
    row.forEach((x, index) => {
      for (let column = 0; column < columns; column++) {
        result[column] = (result[column] as number) + x * (values[index * columns + column] as number);
      }
    });
    return result;
  });
}

export function add(a: Rows, b: Rows): Rows {
  return a.map((row, index) => row.map((x, column) => x + (b[index]?.[column] ?? 0)));
}

export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

export interface Attention {
  readonly heads: number;
  /** Heads of keys and values, each shared by heads / keyHeads heads of queries. */
  readonly keyHeads: number;
  readonly causal: boolean;
}

/** Scaled dot-product attention of one sequence, written out. */
export function attend(queries: Rows, keys: Rows, values: Rows, { heads, keyHeads, causal }: Attention): Rows {
  const width = (queries[0]?.length ?? 0) / heads;
  const split = (rows: Rows, count: number): Rows[] =>
    Array.from({ length: count }, (_, head) => rows.map((row) => row.slice(head * width, (head + 1) * width)));
  const [keysOf, valuesOf] = [split(keys, keyHeads), split(values, keyHeads)];
  const mixed = split(queries, heads).map((rows, head) => {
    const keyHead = Math.floor((head * keyHeads) / heads);
    return rows.map((query, position) => {
      const seen = causal ? position + 1 : keys.length;
      return mix(query, keysOf[keyHead]?.slice(0, seen) ?? [], valuesOf[keyHead] ?? []);
    });
  });
  return queries.map((_, position) => mixed.flatMap((rows) => rows[position] ?? []));
}

/** The mean of the values, weighted by the softmax of the scaled products of query and keys. */
function mix(query: number[], keys: Rows, values: Rows): number[] {
  const shares = softmax(keys.map((key) => dot(query, key) / Math.sqrt(query.length)));
  const result = query.map(() => 0);
  shares.forEach((share, index) => {
    const value = values[index] as number[];
    for (let column = 0; column < result.length; column++) {
      result[column] = (result[column] as number) + share * (value[column] as number);
    }
  });
  return result;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
