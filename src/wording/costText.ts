import type { CostEstimate } from '../protocol/requests';
import { rows, turns } from './counts';
import { formatCost, formatCount } from './numbers';

/** An estimate in words, such as "1,200 turns to score: about 310,000 tokens, estimated cost 0.62". */
export function describeCost({ turnsToAsk, rowsToEmbed, tokens, cost }: CostEstimate): string {
  const work = [
    ...(turnsToAsk === 0 ? [] : [`${turns(turnsToAsk)} to score`]),
    ...(rowsToEmbed === 0 ? [] : [`${rows(rowsToEmbed)} to embed at most`]),
  ];
  if (work.length === 0) return 'everything is in the cache, no server is asked';
  const price = cost === null ? '' : `, estimated cost ${formatCost(cost)}`;
  return `${work.join(', ')}: about ${formatCount(tokens)} tokens${price}`;
}
