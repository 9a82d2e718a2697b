/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import type { JudgedRow } from '../headLessons';
import { mean, spearman } from '../../../src/training/metrics';
import { held, sourcesOf, type Held, type ScoreRow } from './heldOut';
import { figure, type Table } from './table';

/** The part of each source, or of all, that a selection would keep. */
const TOP = 5;
const LENGTH_BANDS = 10;

/** Agreement with the judge, instruction held out: the held-out quarter, all rows, and each source's. */
export function agreementByInstruction(folds: readonly (readonly Held[])[]): Table {
  const all = folds.flat();
  const sources = sourcesOf(all.map(({ judged }) => judged));
  return {
    title: "Agreement with the judge (Spearman), each instruction's turns scored by heads that have not seen it",
    heads: AGREEMENT_HEADS,
    rows: [
      agreement('held-out quarter', folds[0]!),
      agreement('all quarters', all),
      ...sources.map((source) =>
        agreement(
          source,
          all.filter(({ judged }) => judged.turn.source === source),
        ),
      ),
    ],
  };
}

/** The same with the whole source held out. */
export function agreementBySource(judged: readonly JudgedRow[], fits: ReadonlyMap<string, ScoreRow>): Table {
  const rows = Array.from(fits, ([source, score]) =>
    agreement(
      source,
      judged.filter(({ turn }) => turn.source === source).map((one) => held(one, score)),
    ),
  );
  const column = (at: number): string => figure(mean(rows.map((cells) => Number(cells[at]))));
  const means = AGREEMENT_HEADS.slice(2).map((_, index) => column(index + 2));
  return {
    title: 'Agreement with the judge (Spearman), each source scored by heads that learned from the others',
    heads: AGREEMENT_HEADS,
    rows: [...rows, ['mean', '', ...means]],
  };
}

const AGREEMENT_HEADS = [
  'turns',
  'number',
  'complexity',
  'quality',
  'evol',
  'evol by length',
  'evol at equal length',
  'gain of the top fifth',
  'gain by length',
  'judged evol: top fifth',
  'random',
  'ideal',
];

function agreement(name: string, scored: readonly Held[]): string[] {
  const judged = scored.map(({ judged: { turn } }) => turn);
  const truth = judged.map(({ complexity, quality }) => complexity * quality);
  const complexities = scored.map(({ scores }) => scores.complexityScore);
  const qualities = scored.map(({ scores }) => scores.qualityScore);
  const evols = scored.map(({ scores }) => scores.complexityScore * scores.qualityScore);
  const lengths = judged.map(({ instruction, response }) => instruction.length + response.length);
  return [
    name,
    String(scored.length),
    figure(
      spearman(
        complexities,
        judged.map(({ complexity }) => complexity),
      ),
    ),
    figure(
      spearman(
        qualities,
        judged.map(({ quality }) => quality),
      ),
    ),
    figure(spearman(evols, truth)),
    figure(spearman(lengths, truth)),
    figure(atEqualLength(evols, truth, lengths)),
    figure(gain(evols, truth)),
    figure(gain(lengths, truth)),
    topMean(evols, truth).toFixed(2),
    mean(truth).toFixed(2),
    topMean(truth, truth).toFixed(2),
  ];
}

/** Mean correlation within bands of about equal length. */
function atEqualLength(scores: readonly number[], truth: readonly number[], lengths: readonly number[]): number {
  const order = lengths.map((_, index) => index).sort((a, b) => lengths[a]! - lengths[b]!);
  const bands = Array.from({ length: LENGTH_BANDS }, (_, band) =>
    order.slice((band * order.length) / LENGTH_BANDS, ((band + 1) * order.length) / LENGTH_BANDS),
  );
  const correlations = bands.map((band) =>
    spearman(
      band.map((index) => scores[index]!),
      band.map((index) => truth[index]!),
    ),
  );
  return mean(correlations.filter((value) => !Number.isNaN(value)));
}

/** Of what the judge's own order gains over random in its top fifth, the part that this order gains. */
export function gain(order: readonly number[], truth: readonly number[]): number {
  const random = mean(truth);
  return (topMean(order, truth) - random) / (topMean(truth, truth) - random);
}

/** Mean of the values of the fifth that an order puts first. */
function topMean(order: readonly number[], values: readonly number[]): number {
  const first = order.map((_, index) => index).sort((a, b) => order[b]! - order[a]! || a - b);
  return mean(first.slice(0, Math.floor(order.length / TOP)).map((index) => values[index]!));
}

const BINS = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6];

/** What the judge gave, on average, where a score lay between two bounds. */
export function reliability(scored: readonly Held[]): Table {
  const line = (name: string, score: (one: Held) => number, judged: (one: Held) => number): string[][] =>
    BINS.slice(1).flatMap((high, index) => {
      const low = BINS[index]!;
      const inside = scored.filter((one) => score(one) >= low && (score(one) < high || high === 6));
      if (inside.length < 10) return [];
      return [
        [
          `${name} ${low}-${high}`,
          String(inside.length),
          mean(inside.map(score)).toFixed(2),
          mean(inside.map(judged)).toFixed(2),
        ],
      ];
    });
  return {
    title: 'Reliability: scores and judged values, instruction held out',
    heads: ['score', 'turns', 'mean score', 'mean judged'],
    rows: [
      ...line(
        'complexity',
        ({ scores }) => scores.complexityScore,
        ({ judged }) => judged.turn.complexity,
      ),
      ...line(
        'quality',
        ({ scores }) => scores.qualityScore,
        ({ judged }) => judged.turn.quality,
      ),
    ],
  };
}
