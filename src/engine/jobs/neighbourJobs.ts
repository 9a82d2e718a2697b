import { DeitaError } from '../../common/errors';
import type { EmbedderChoice, NearDuplicateCluster, NeighbourPreview } from '../../protocol/dataset';
import type { EngineContext } from '../engineContext';
import type { OpenDataset } from '../openDataset';
import type { JobContext } from './job';

export function findNearDuplicates(
  _open: OpenDataset,
  _request: { readonly embedder: EmbedderChoice; readonly threshold: number | null },
  _context: EngineContext,
  _job: JobContext,
): Promise<NearDuplicateCluster[]> {
  return Promise.reject(new DeitaError('internal', 'not yet'));
}

export function findNeighbours(
  _open: OpenDataset,
  _request: { readonly rowIndex: number; readonly count: number; readonly embedder: EmbedderChoice },
  _context: EngineContext,
  _job: JobContext,
): Promise<NeighbourPreview[]> {
  return Promise.reject(new DeitaError('internal', 'not yet'));
}
