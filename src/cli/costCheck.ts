import { DeitaError } from '../common/errors';
import { describeCost } from '../wording/costText';
import { formatCost } from '../wording/numbers';
import { areKnownToBePaid, servedModels, type RunModels } from '../choices/runModels';
import type { RowSample } from '../protocol/costEstimate';
import type { Session } from './command';
import { costLimits } from './costOptions';
import { giveKeys } from './serverKeys';

/** Models, and the rows that they are asked about; absent = all. */
export interface CostedModels extends RunModels {
  readonly sample?: RowSample;
}

/**
 * What servers need before they are asked: their key, and the user's consent to the cost.
 * @param runs what a command does one after the other: the limit is on all of it together
 * @throws DeitaError `usage` above `--max-cost`
 */
export async function prepareServers(
  session: Session,
  datasetId: string,
  ...runs: readonly CostedModels[]
): Promise<void> {
  for (const models of runs) await giveKeys(session, models);
  let cost = 0;
  for (const models of runs) cost += (await estimatedCost(session, datasetId, models)) ?? 0;
  const { maxCost } = costLimits(session.values);
  if (maxCost === null || cost <= maxCost) return;
  throw new DeitaError(
    'usage',
    `The estimated cost of ${formatCost(cost)} is above --max-cost ${maxCost}; nothing was asked yet.`,
  );
}

/**
 * Says how many tokens a paid server will be asked for, and what that costs where the price is known.
 * @returns the cost; null where it is not known, or nobody is paid
 */
async function estimatedCost(
  session: Session,
  datasetId: string,
  { sample, ...models }: CostedModels,
): Promise<number | null> {
  const { price } = costLimits(session.values);
  const served = servedModels(models);
  if (served === undefined || (price === null && !areKnownToBePaid(served))) return null;
  const rows = sample === undefined ? {} : { sample };
  const request = { datasetId, ...served, pricePerMillionTokens: price, ...rows };
  const estimate = await session.engine().request('dataset/estimate', request, session.call);
  session.io.stderr.write(`deita: ${describeCost(estimate)}.\n`);
  return estimate.cost;
}
