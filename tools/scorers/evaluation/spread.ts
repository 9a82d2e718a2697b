import type { Turn } from '../../../src/dataset/conversation';
import type { Scorer, ScoredTurn } from '../../../src/scoring/scorer';
import { quantile, spearman } from '../../../src/training/metrics';
import { readPool } from '../pools';
import { Random } from '../../../src/common/random';
import { figure, type Table } from './table';

const POOLS = [
  'alpaca_en_demo.json',
  'dolly_3k.json',
  'gpteacher.jsonl',
  'sgd-multiturn.sharegpt.jsonl',
  'gsm8k.jsonl',
  'ko-chat.messages.jsonl',
  'alpaca_zh_demo.json',
];
const TURNS = 1000;
const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** How the shipped scores spread over ordinary pools, and how far each follows the length of its text. */
export async function spread(scorer: Scorer, seed: number): Promise<Table[]> {
  const all: { turn: Turn; score: ScoredTurn }[] = [];
  const rows = { complexity: [] as string[][], quality: [] as string[][] };
  for (const pool of POOLS) {
    const turns = new Random(seed).shuffled(readPool(pool)).slice(0, TURNS);
    const scores = await scorer.score(turns);
    const scored = turns.flatMap((turn, index) => {
      const score = scores[index];
      return score === undefined || 'unscoredReason' in score ? [] : [{ turn, score }];
    });
    all.push(...scored);
    const outside = scored.filter(({ score }) => score.outsideLanguage === true).length / scored.length;
    rows.complexity.push([pool, ...complexityRow(scored), figure(outside)]);
    rows.quality.push([pool, ...qualityRow(scored)]);
  }
  rows.complexity.push(['all together', ...complexityRow(all), '']);
  rows.quality.push(['all together', ...qualityRow(all)]);
  const quantiles = SHARES.map((share) => `${share * 100} %`);
  return [
    {
      title: 'Complexity on ordinary pools: quantiles, Spearman correlation with the length of the instruction',
      heads: ['pool', ...quantiles, 'with length', 'outside languages'],
      rows: rows.complexity,
    },
    {
      title: 'Quality on ordinary pools: quantiles, Spearman correlation with the length of the response',
      heads: ['pool', ...quantiles, 'with length'],
      rows: rows.quality,
    },
  ];
}

type Scored = readonly { readonly turn: Turn; readonly score: ScoredTurn }[];

function complexityRow(scored: Scored): string[] {
  const lengths = scored.map(({ turn }) => turn.instruction.length);
  return row(
    scored.map(({ score }) => score.complexityScore),
    lengths,
  );
}

function qualityRow(scored: Scored): string[] {
  const lengths = scored.map(({ turn }) => turn.response.length);
  return row(
    scored.map(({ score }) => score.qualityScore),
    lengths,
  );
}

function row(scores: readonly number[], lengths: readonly number[]): string[] {
  return [...SHARES.map((share) => quantile(scores, share).toFixed(2)), figure(spearman(scores, lengths))];
}
