import * as vscode from 'vscode';
import type { EmbedderChoice, ScorerChoice } from '../../protocol/dataset';
import type { CostEstimate } from '../../protocol/requests';
import { describeCost } from '../../protocol/costText';
import type { DatasetSession } from '../datasets/datasetSession';
import { readSetting } from '../settings';
import { starting } from './startingProgress';

interface Models {
  readonly scorer?: ScorerChoice;
  readonly embedder: EmbedderChoice;
}

const RUN = 'Run';

/**
 * Says what a paid server will be asked for, before it is asked; above the person's limit, or where no price is known,
 * only their consent starts the run.
 * @returns whether to go on
 */
export async function confirmCost(session: DatasetSession, { scorer, embedder }: Models): Promise<boolean> {
  const price = readSetting('server.pricePerMillionTokens', null);
  const servedScorer = scorer?.kind === 'openai' ? scorer : undefined;
  const servedEmbedder = embedder.kind === 'openai' ? embedder : undefined;
  if (servedScorer === undefined && servedEmbedder === undefined) return true;
  if (price === null && !isKnownToBePaid(servedScorer?.baseUrl) && !isKnownToBePaid(servedEmbedder?.baseUrl))
    return true;
  const request = {
    ...(servedScorer === undefined ? {} : { scorer: servedScorer }),
    ...(servedEmbedder === undefined ? {} : { embedder: servedEmbedder }),
    pricePerMillionTokens: price,
  };
  return askIfNeeded(await session.runJob('dataset/estimate', request, starting('estimate')));
}

/** OpenAI's own endpoint; whether another one costs money, only a price tells. */
function isKnownToBePaid(baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && URL.canParse(baseUrl) && new URL(baseUrl).hostname.endsWith('openai.com');
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
