import * as l10n from '@vscode/l10n';
import type { CostEstimate } from '../protocol/costEstimate';
import { rows, turns } from './counts';
import { formatCost, formatCount } from './numbers';

/** An estimate in words, such as "1,200 turns to score: about 310,000 tokens, estimated cost 0.62". */
export function describeCost({ turnsToAsk, rowsToEmbed, tokens, cost }: CostEstimate): string {
  const work = [
    ...(turnsToAsk === 0 ? [] : [l10n.t('{0} to score', turns(turnsToAsk))]),
    ...(rowsToEmbed === 0 ? [] : [l10n.t('{0} to embed at most', rows(rowsToEmbed))]),
  ].join(', ');
  if (work === '') return l10n.t('everything is in the cache, no server is asked');
  const count = formatCount(tokens);
  return cost === null
    ? l10n.t('{0}: about {1} tokens', work, count)
    : l10n.t('{0}: about {1} tokens, estimated cost {2}', work, count, formatCost(cost));
}
