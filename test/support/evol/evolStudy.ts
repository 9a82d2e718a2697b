import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isKept } from '../../../src/evol/chain/chainState';
import type { InspectedChain, InspectedRun } from '../../../src/evol/types';
import type { TrainSummary } from '../../../src/protocol/training';
import { constraintsIn, evolModel, judgeScore, type EvolModelOptions } from '../servers/evolModel';
import { startRecording } from '../servers/recordingServer';

const POOLS = path.resolve(__dirname, '../../../../shared/data/pools');
/** Instructions of many kinds, some with an input, some in Chinese or Korean, some of several turns. */
const POOL_NAMES = ['gpteacher.jsonl', 'gsm8k.jsonl', 'dolly_3k.json', 'alpaca_en_demo.json', 'oaast_sft_zh.json'];

/** Points that the study's judge gives to what stands first. */
export const FIRST_BONUS = 0.4;

/** A judge with noise and a taste for the first place; of either model's answers a good part goes wrong. */
const MODEL = {
  noise: 0.25,
  firstBonus: FIRST_BONUS,
  faults: {
    ...{ refuses: 0.05, echoes: 0.05, leaksPrompt: 0.05 },
    ...{ ranked: 0.2, preamble: 0.15, brokenJson: 0.08, missingIndex: 0.08, indexTwice: 0.08 },
  },
} as const satisfies EvolModelOptions;

/** As many as variants, so that each stands first once. */
const ORDERS = 6;

/** Runs the command line. @throws when it fails */
export type Run = (args: readonly string[]) => Promise<string>;

/** What an annotation and the heads trained from it come to, where all that is planted is known. */
export interface EvolStudy {
  readonly chains: number;
  readonly requests: number;
  /** Scores that were compared with what the judge gives to that text at that place. */
  readonly joinedScores: number;
  /** Of these, those that belong to another variant or place. */
  readonly strayScores: number;
  readonly positionBias: number | null;
  /** The most by which the bias moves a variant's mean against the others' of its chain, in points. */
  readonly biasLeft: number;
  /** Evolutions that failed as the model has them fail and were kept all the same. */
  readonly failuresKept: number;
  /** Kendall's τ-b within chains that the head had not seen, by kind. */
  readonly unseenKendall: Readonly<Record<'complexity' | 'quality', number>>;
  /** What the training's own report says of the same. */
  readonly report: TrainSummary;
}

/** Annotates so many rows of the shared pools by the stand-in model, and trains. @param folder to write in */
export async function studyEvol(seeds: number, folder: string, run: Run): Promise<EvolStudy> {
  const server = await startRecording(evolModel(MODEL));
  try {
    const [runFolder, scorer] = ['study.evol', 'scorer'].map((name) => path.join(folder, name)) as [string, string];
    await run([
      ...['evol', 'annotate', writeMixedPool(folder, seeds), '--run', runFolder, '--base-url', server.baseUrl],
      ...['--model', 'stand-in', '--seeds', String(seeds), '--orders', String(ORDERS), '--yes', '--json'],
    ]);
    const inspected = JSON.parse(await run(['evol', 'inspect', '--run', runFolder, '--json'])) as InspectedRun;
    const report = JSON.parse(
      await run(['evol', 'train', '--run', runFolder, '--output', scorer, '--json']),
    ) as TrainSummary;
    return { ...measured(inspected), unseenKendall: unseenKendall(report), report };
  } finally {
    server.stop();
  }
}

function unseenKendall({ heads }: TrainSummary): EvolStudy['unseenKendall'] {
  const of = (kind: 'complexity' | 'quality'): number => heads[kind]?.kendall ?? Number.NaN;
  return { complexity: of('complexity'), quality: of('quality') };
}

function measured({ chains, requests, positionBias }: InspectedRun): Omit<EvolStudy, 'unseenKendall' | 'report'> {
  const joined = chains.flatMap(joinedScores);
  return {
    chains: chains.length,
    requests,
    joinedScores: joined.length,
    strayScores: joined.filter((isRight) => !isRight).length,
    positionBias,
    biasLeft: chains.reduce((most, chain) => Math.max(most, biasLeftIn(chain)), 0),
    failuresKept: chains.flatMap(({ variants }) => {
      return variants.filter(isKept).filter(({ step, text }) => constraintsIn(text) > 0 !== step > 0);
    }).length,
  };
}

/** Whether each score is what the judge gives to that variant at that place: its noise is of text and place. */
function joinedScores({ variants, orders }: InspectedChain): boolean[] {
  return variants.filter(isKept).flatMap(({ step, text, scores }) =>
    scores.flatMap((score, at) => {
      const order = orders[at] ?? [];
      return score === null ? [] : [score === judgeScore(text, order.indexOf(step), order.length, MODEL)];
    }),
  );
}

/** How unevenly the bias moves the means: the same judge without its bias says what they would be. */
function biasLeftIn({ variants, orders }: InspectedChain): number {
  const kept = variants.filter(isKept);
  const scores = kept.flatMap((variant) => variant.scores);
  // A score at an end of the scale was moved by less than the bias.
  const isRotated = orders.length === kept.length && scores.every((score) => score !== null && score > 1 && score < 6);
  if (!isRotated) return 0;
  const moved = kept.map(({ step, text, score }) => {
    const unbiased = orders.map((order) => {
      return judgeScore(text, order.indexOf(step), order.length, { ...MODEL, firstBonus: 0 });
    });
    return (score ?? Number.NaN) - unbiased.reduce((sum, value) => sum + value, 0) / unbiased.length;
  });
  return Math.max(...moved) - Math.min(...moved);
}

/** Rows of several pools, one after the other. @returns the file */
function writeMixedPool(folder: string, seeds: number): string {
  const each = Math.ceil((1.5 * seeds) / POOL_NAMES.length);
  const rows = POOL_NAMES.flatMap((name) => rowsOf(name).slice(0, each));
  const file = path.join(folder, 'mixed.jsonl');
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

function rowsOf(name: string): unknown[] {
  const text = readFileSync(path.join(POOLS, name), 'utf8');
  if (name.endsWith('.json')) return JSON.parse(text) as unknown[];
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}
