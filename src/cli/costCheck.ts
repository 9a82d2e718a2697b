import { DeitaError } from '../common/errors';
import type { EmbedderChoice, ScorerChoice } from '../protocol/dataset';
import { describeCost, formatCost } from '../protocol/costText';
import type { Session } from './command';
import { costLimits, giveKeys } from './serverOptions';

interface Models {
  readonly scorer?: ScorerChoice;
  readonly embedder?: EmbedderChoice;
}

/** What servers need before they are asked: their key, and the user's consent to the cost. */
export async function prepareServers(session: Session, datasetId: string, models: Models): Promise<void> {
  await giveKeys(session, models);
  await checkCost(session, datasetId, models);
}

/**
 * Says beforehand how many tokens a paid server will be asked for, and what that costs where the price is known.
 * @throws DeitaError `usage` above `--max-cost`
 */
async function checkCost(session: Session, datasetId: string, models: Models): Promise<void> {
  const { price, maxCost } = costLimits(session.values);
  const scorer = models.scorer?.kind === 'openai' ? models.scorer : undefined;
  const embedder = models.embedder?.kind === 'openai' ? models.embedder : undefined;
  const isPaid = price !== null || scorer?.preset === 'openai';
  if (!isPaid || (scorer === undefined && embedder === undefined)) return;
  const asked = { ...(scorer === undefined ? {} : { scorer }), ...(embedder === undefined ? {} : { embedder }) };
  const request = { datasetId, ...asked, pricePerMillionTokens: price };
  const estimate = await session.engine().request('dataset/estimate', request, session.call);
  session.io.stderr.write(`deita: ${describeCost(estimate)}.\n`);
  if (maxCost === null || estimate.cost === null || estimate.cost <= maxCost) return;
  throw new DeitaError(
    'usage',
    `The estimated cost of ${formatCost(estimate.cost)} is above --max-cost ${maxCost}; nothing was asked yet.`,
  );
}
