import * as vscode from 'vscode';
import type { CostEstimate } from '../../protocol/requests';
import { describeCost } from '../../protocol/costText';
import { areKnownToBePaid, servedModels, type RunModels } from '../../protocol/paidServers';
import type { DatasetSession } from '../datasets/datasetSession';
import { readSetting } from '../settings';
import { starting } from './startingProgress';

const RUN = 'Run';

/**
 * Says what a paid server will be asked for, before it is asked; above the person's limit, or where no price is known,
 * only their consent starts the run.
 * @returns whether to go on
 */
export async function confirmCost(session: DatasetSession, models: RunModels): Promise<boolean> {
  const price = readSetting('server.pricePerMillionTokens', null);
  const served = servedModels(models);
  if (served === undefined || (price === null && !areKnownToBePaid(served))) return true;
  const request = { ...served, pricePerMillionTokens: price };
  return askIfNeeded(await session.runJob('dataset/estimate', request, starting('estimate')));
}

async function askIfNeeded(estimate: CostEstimate): Promise<boolean> {
  if (estimate.tokens === 0) return true;
  const limit = readSetting('server.confirmAboveCost', null);
  const message = `A paid server is asked: ${describeCost(estimate)}.`;
  if (estimate.cost !== null && estimate.cost <= limit) {
    void vscode.window.showInformationMessage(message);
    return true;
  }
  const detail =
    estimate.cost === null
      ? 'With a price in deita.server.pricePerMillionTokens you are asked only above deita.server.confirmAboveCost.'
      : `That is above ${limit}, the limit in deita.server.confirmAboveCost.`;
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, RUN)) === RUN;
}
