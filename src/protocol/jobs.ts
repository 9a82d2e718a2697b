import type { EngineMethod } from './requests';

/**
 * Methods that may run for long and tell how far they are; whether one that is sent again after a crash goes on from
 * what it has kept in the cache, or from its beginning.
 */
export const JOBS = {
  'server/probe': { goesOn: false },
  'hub/download': { goesOn: false },
  'hub/fetchDataset': { goesOn: false },
  'pool/make': { goesOn: false },
  'dataset/inspect': { goesOn: false },
  'dataset/score': { goesOn: true },
  'dataset/estimate': { goesOn: false },
  'dataset/select': { goesOn: true },
  'dataset/curve': { goesOn: true },
  'dataset/compare': { goesOn: true },
  'dataset/signals': { goesOn: true },
  'dataset/embed': { goesOn: true },
  'dataset/nearDuplicates': { goesOn: true },
  'dataset/calibrate': { goesOn: true },
  'row/neighbours': { goesOn: true },
  'dataset/report': { goesOn: false },
  'dataset/recipe': { goesOn: false },
  'dataset/export': { goesOn: false },
  'dataset/exportSources': { goesOn: false },
  'dataset/compareScorers': { goesOn: true },
  'dataset/exportBatch': { goesOn: false },
  'dataset/importBatch': { goesOn: true },
  'batch/submit': { goesOn: true },
  'batch/look': { goesOn: true },
  'batch/cancel': { goesOn: true },
  'evol/estimate': { goesOn: false },
  'evol/annotate': { goesOn: true },
  'evol/train': { goesOn: false },
  'training/prepare': { goesOn: false },
  'training/pairs': { goesOn: false },
} as const satisfies Partial<Record<EngineMethod, { readonly goesOn: boolean }>>;

export type JobMethod = keyof typeof JOBS;

export function isJob(method: EngineMethod): method is JobMethod {
  return method in JOBS;
}
