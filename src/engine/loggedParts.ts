import { embedderFamily, type EmbedderChoice } from '../choices/embedders';
import { scorerFamily, type ScorerChoice } from '../choices/scorers';
import { originOf } from '../common/baseUrl';
import type { ExportRequest, RowsExport } from '../protocol/exports';
import type { ChosenRows } from '../protocol/decisions';
import type { LogFields } from '../protocol/log';

export function datasetOf({ datasetId }: { readonly datasetId: string }): LogFields {
  return { dataset: datasetId };
}

/** Without the path and without what may be a key: name, password and query of the address. */
export function serverOf(baseUrl: string): string {
  return originOf(baseUrl) ?? 'no address';
}

export function scorerOf(scorer: ScorerChoice): LogFields {
  return { kind: scorer.kind, ...scorerFamily(scorer).logFields(scorer) };
}

export function embedderOf(embedder: EmbedderChoice): LogFields {
  return { kind: embedder.kind, ...embedderFamily(embedder).logFields(embedder) };
}

export function exportFields({ rows, order, withScores, overwrite }: RowsExport): LogFields {
  return { rows, order, withScores, overwrite };
}

/** Of a split, its size and seed; of an order, its seed. */
export function fileExportFields({ form, validation, shuffleSeed, ...request }: ExportRequest): LogFields {
  const split = validation === undefined ? undefined : `${validation.percent}%, seed ${validation.seed}`;
  return { ...exportFields(request), form, shuffleSeed, validation: split };
}

export function countOf({ rowIndexes, positions = [] }: ChosenRows): number {
  return positions.reduce((rows, [first, end]) => rows + end - first, rowIndexes.length);
}
