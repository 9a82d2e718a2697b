import * as l10n from '@vscode/l10n';
import type { CostEstimate, RowSample } from '../../protocol/costEstimate';
import { describeCost } from '../../wording/costText';
import {
  areKnownToBePaid,
  editorScorerOf,
  servedModels,
  type RunModels,
  type ServedModels,
} from '../../choices/runModels';
import type { DatasetSession } from '../datasets/datasetSession';
import { agreesToRequests } from './editorConsent';
import { starting } from './startingProgress';

/** What consent depends on, and the person who gives it. */
export interface CostConsent {
  /** Per million tokens; null = not known. */
  price(): number | null;
  /** Up to this cost nobody is asked. */
  limit(): number;
  tell(message: string): void;
  /** @returns whether the person agrees */
  ask(message: string, detail: string): Promise<boolean>;
}

/**
 * Says what a paid server will be asked for, before it is asked; above the person's limit, or where no price is known,
 * only their consent starts the run.
 * @param runs what is done one after the other: the limit is on all of it together
 * @param sample the rows that are asked about; absent = all
 * @returns whether to go on
 */
export async function confirmCost(
  session: Pick<DatasetSession, 'runJob'>,
  runs: RunModels | readonly RunModels[],
  consent: CostConsent,
  sample?: RowSample,
): Promise<boolean> {
  const pricePerMillionTokens = consent.price();
  const estimates: CostEstimate[] = [];
  const rows = sample === undefined ? {} : { sample };
  const estimate = (models: ServedModels): Promise<CostEstimate> =>
    session.runJob('dataset/estimate', { ...models, pricePerMillionTokens, ...rows }, starting('estimate'));
  for (const models of [runs].flat()) {
    const scorer = editorScorerOf(models);
    if (scorer !== undefined) {
      const { turnsToAsk } = await estimate({ scorer });
      if (!(await agreesToRequests(scorer, turnsToAsk, consent))) return false;
    }
    const served = servedModels(models);
    if (served === undefined || (pricePerMillionTokens === null && !areKnownToBePaid(served))) continue;
    estimates.push(await estimate(served));
  }
  return agrees(estimates.reduce(together, NOTHING), consent);
}

const NOTHING: CostEstimate = { turnsToAsk: 0, rowsToEmbed: 0, tokens: 0, cost: 0 };

function together(one: CostEstimate, other: CostEstimate): CostEstimate {
  return {
    turnsToAsk: one.turnsToAsk + other.turnsToAsk,
    rowsToEmbed: one.rowsToEmbed + other.rowsToEmbed,
    tokens: one.tokens + other.tokens,
    cost: one.cost === null || other.cost === null ? null : one.cost + other.cost,
  };
}

async function agrees(estimate: CostEstimate, consent: CostConsent): Promise<boolean> {
  if (estimate.tokens === 0) return true;
  const limit = consent.limit();
  const message = l10n.t('This run calls a paid server: {0}.', describeCost(estimate));
  if (estimate.cost !== null && estimate.cost <= limit) {
    consent.tell(message);
    return true;
  }
  const detail =
    estimate.cost === null
      ? l10n.t(
          'With a price in deita.server.pricePerMillionTokens you are asked only above deita.server.confirmAboveCost.',
        )
      : l10n.t('That is above {0}, the limit in deita.server.confirmAboveCost.', limit);
  return consent.ask(message, detail);
}
