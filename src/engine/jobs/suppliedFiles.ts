import type { ScorerChoice } from '../../choices/scorers';
import { neededBy, type SelectionRunParameters } from '../../protocol/selection';
import type { Targets } from '../../selection/likeTargets';
import { signalNamed, type SignalRef } from '../../protocol/signals';
import type { SignalSupply } from '../../protocol/signalSupply';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { openMeasures, type Measures } from '../signals/derived/measuredRow';
import type { TagVectors } from '../signals/poolTags';
import type { EmbeddingSource } from '../sources/embeddingSource';
import { areImported } from '../sources/importedScores';
import { openJoined, type JoinedFields } from '../sources/joinedFile';
import { readNpyRows } from '../sources/npyRows';
import { readTargets } from '../sources/targetSource';
import type { OtherDatasetOptions } from '../sources/withDataset';

/**
 * The fields of a second file that signals and imported scores are made of; undefined where none is joined.
 * @param open indexed to its end
 * @throws DeitaError as `openJoined`
 */
export async function joinedFields(
  signals: readonly SignalRef[],
  { join, scorer }: SignalSupply & { readonly scorer?: ScorerChoice },
  { dataset }: Pick<OpenDataset, 'dataset'>,
  { cache }: Pick<EngineContext, 'cache'>,
  { signal }: JobContext,
): Promise<JoinedFields | undefined> {
  if (join === undefined) return undefined;
  const imported = scorer !== undefined && areImported(scorer) ? [scorer.complexitySignal, scorer.qualitySignal] : [];
  const all = [...signals, ...imported.map((name) => signalNamed(name))];
  return openJoined(join, all, dataset, cache, signal);
}

/** What a selection is made by that stands in files beside the dataset. */
export interface SuppliedFiles {
  readonly measures: Measures;
  /** One row a tag; undefined = no tag is near another. */
  readonly tagVectors: TagVectors | undefined;
  /** The rows that the selected ones are to be like; undefined where the strategy has none. */
  readonly targets: Targets | undefined;
}

/**
 * Reads what a run was given: before its scoring, so that no score is paid for when a file cannot be used.
 * @param options `fields` as those of the pool are mapped
 * @throws DeitaError as `openMeasures`, `readNpyRows` and `readTargets`
 */
export async function readSuppliedFiles(
  parameters: SelectionRunParameters,
  embeddings: EmbeddingSource | undefined,
  context: EngineContext,
  options: OtherDatasetOptions,
): Promise<SuppliedFiles> {
  const { embedder, like, tagEmbeddings } = neededBy(parameters);
  const measures = await openMeasures(parameters.tokenizer);
  const tagVectors =
    tagEmbeddings === undefined ? undefined : { file: tagEmbeddings, rows: await readNpyRows(tagEmbeddings) };
  const targets =
    like === undefined || embedder === undefined || embeddings === undefined
      ? undefined
      : await readTargets(like, embedder, embeddings, context, options);
  return { measures, tagVectors, targets };
}
