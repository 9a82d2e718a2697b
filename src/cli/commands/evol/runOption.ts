import path from 'node:path';
import { chainPlans, type SeedTurn } from '../../../evol/chain/chainPlan';
import { inspectRun } from '../../../evol/inspect/inspectRun';
import { readRun, type Run } from '../../../evol/run/runFolder';
import type { OptionValues } from '../../command';
import type { Options } from '../../option';
import { requiredOption } from '../../values';
import type { InspectedRun } from '../../../evol/types';

export const RUN_OPTION = {
  run: { type: 'string', placeholder: 'DIR', help: 'folder of the annotation run, such as pool.evol' },
} as const satisfies Options;

/** @throws DeitaError `usage` */
export function runFolder(values: OptionValues, command: string): string {
  return path.resolve(requiredOption(values, 'run', command, 'DIR'));
}

/** A run and everything that its folder says. */
export interface InspectedFolder {
  readonly run: Run;
  readonly inspected: InspectedRun;
  /** By the chain's identifier. */
  readonly seedOf: ReadonlyMap<string, SeedTurn>;
}

/** @throws DeitaError `fileNotFound`, `fileUnreadable` */
export async function inspectFolder(folder: string): Promise<InspectedFolder> {
  const run = await readRun(folder);
  const plans = chainPlans(run.description.seeds, run.description.parameters.dimension);
  return { run, seedOf: new Map(plans.map(({ id, seed }) => [id, seed])), inspected: inspectRun(run) };
}
