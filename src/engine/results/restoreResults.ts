import { isSameFile, type FileIdentity } from '../../dataset/fileIdentity';
import type { RowNoting } from '../rows/rowNoting';
import type { DatasetResults } from './datasetResults';
import { deserialiseResults } from './resultSnapshot';

/** Takes up what an earlier engine found out about this content of a file, or about the one that it had then. */
export async function restoreResults(
  found: DatasetResults,
  bytes: Buffer,
  identity: FileIdentity,
  noting: Pick<RowNoting, 'fingerprintsOf'>,
): Promise<void> {
  const kept = deserialiseResults(bytes);
  if (kept === undefined) return;
  if (isSameFile(kept.identity, identity)) {
    found.restore(kept.results);
    return;
  }
  const fingerprints = await noting.fingerprintsOf(kept.identity);
  if (fingerprints !== undefined) found.restore(kept.results, fingerprints);
}
