import type { ScoreKind } from '../scoring/promptTemplates';
import { ROW_FEATURES } from '../scoring/builtIn/turnRow';
import type { Turn } from '../dataset/conversation';
import { textToEmbed } from '../embedding/embeddingText';

/** What a head looks at of a turn's features, by what it scores: complexity is the instruction's alone. */
const COLUMNS: Readonly<Record<ScoreKind, readonly number[]>> = {
  complexity: columnsWhere((name) => /^instruction|^size\.instructionBytes$/.test(name)),
  quality: columnsWhere(() => true),
};

function columnsWhere(isUsed: (name: string) => boolean): number[] {
  return ROW_FEATURES.flatMap((name, column) => (isUsed(name) ? [column] : []));
}

/** How many numbers a head takes of a text. */
export function headInputs(kind: ScoreKind, dimensions: number): number {
  return COLUMNS[kind].length + dimensions;
}

/** The text whose embedding a head takes. */
export function headText(kind: ScoreKind, { instruction, response }: Turn): string {
  return textToEmbed({ turns: [{ instruction, response: kind === 'complexity' ? '' : response }] });
}

/**
 * What heads take: the features of each turn, then the embedding of its text. Row-major, one row a turn.
 * @param features row-major turns × ROW_FEATURES
 * @param embeddings row-major turns × dimensions
 */
export function headRows(
  kind: ScoreKind,
  features: Float64Array,
  embeddings: Float32Array,
  dimensions: number,
): Float64Array {
  const columns = COLUMNS[kind];
  const count = embeddings.length / dimensions;
  const inputs = headInputs(kind, dimensions);
  const rows = new Float64Array(count * inputs);
  for (let row = 0; row < count; row++) {
    columns.forEach((column, at) => {
      rows[row * inputs + at] = features[row * ROW_FEATURES.length + column] ?? Number.NaN;
    });
    rows.set(embeddings.subarray(row * dimensions, (row + 1) * dimensions), row * inputs + columns.length);
  }
  return rows;
}
