import { DeitaError } from '../common/errors';
import { describeCost } from '../wording/costText';
import { formatCost } from '../wording/numbers';
import { areKnownToBePaid, servedModels, type RunModels } from '../choices/runModels';
import type { Session } from './command';
import { costLimits } from './costOptions';
import { giveKeys } from './serverKeys';

/** What servers need before they are asked: their key, and the user's consent to the cost. */
export async function prepareServers(session: Session, datasetId: string, models: RunModels): Promise<void> {
  await giveKeys(session, models);
  await checkCost(session, datasetId, models);
}

/**
 * Says beforehand how many tokens a paid server will be asked for, and what that costs where the price is known.
 * @throws DeitaError `usage` above `--max-cost`
 */
async function checkCost(session: Session, datasetId: string, models: RunModels): Promise<void> {
  const { price, maxCost } = costLimits(session.values);
  const served = servedModels(models);
  if (served === undefined || (price === null && !areKnownToBePaid(served))) return;
  const request = { datasetId, ...served, pricePerMillionTokens: price };
  const estimate = await session.engine().request('dataset/estimate', request, session.call);
  session.io.stderr.write(`deita: ${describeCost(estimate)}.\n`);
  if (maxCost === null || estimate.cost === null || estimate.cost <= maxCost) return;
  throw new DeitaError(
    'usage',
    `The estimated cost of ${formatCost(estimate.cost)} is above --max-cost ${maxCost}; nothing was asked yet.`,
  );
}
