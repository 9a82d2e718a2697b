import { neededBy, type SelectionRunParameters } from '../../protocol/selection';
import { isScored, modelSignal, signalNamed } from '../../protocol/signals';
import type { Tags } from '../../selection/tags';
import type { JobContext } from '../job';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import { poolTags } from '../signals/poolTags';
import { signalColumns, type SignalPool } from '../signals/signalColumns';
import { assertSomethingReadable } from './goodRows';
import type { SuppliedFiles } from './suppliedFiles';

/**
 * The tags of a pool, where a file was given with a row for each: that it has another number of them is found before
 * anything is scored, which may cost. Undefined where there is no such file, or the tags are scores themselves, or a
 * judge's.
 * @throws DeitaError `embeddingsMismatch`, `noUsableRows`, `fileChanged`, `cancelled`
 */
export async function tagsBeforeScoring(
  open: OpenDataset,
  parameters: SelectionRunParameters,
  { measures, tagVectors, joined }: Pick<SuppliedFiles, 'measures' | 'tagVectors'> & Pick<SignalPool, 'joined'>,
  job: JobContext,
): Promise<Tags | undefined> {
  const { tags } = neededBy(parameters);
  if (tags === undefined || tagVectors === undefined) return undefined;
  const signal = signalNamed(tags);
  if (isScored(signal) || modelSignal(signal) !== undefined) return undefined;
  const { dataset, facts } = open;
  await noteRemainingRows(dataset, facts, job.signal);
  assertSomethingReadable(dataset, facts);
  const columns = await signalColumns([signal], { dataset, facts, scores: null, measures, joined }, job);
  return poolTags(signal.name, columns.get(signal.name) ?? (() => undefined), dataset.rowCount, tagVectors);
}
