import { mkdirSync, writeFileSync } from 'node:fs';
import { chainPlans, rankOrders } from '../../../src/evol/chain/chainPlan';
import type { RunDescription } from '../../../src/evol/run/runDescription';
import type { RecordedAnswer } from '../../../src/evol/run/recordedAnswer';
import type { Folder } from '../cli/cliCase';

const SEED_TEXT = 'Name a river.';
const SCORES = [
  [1.5, 3.5],
  [1, 4],
] as const;

/** A run of one chain of one evolution, judged in two orders, as its folder holds it. @returns the folder */
export function writeRun(folder: Pick<Folder, 'path'>, evolved = 'Name a river that crosses two countries.'): string {
  const seeds = [{ rowIndex: 3, turn: 0, instruction: SEED_TEXT, response: 'The Rhine.' }];
  const [plan] = chainPlans(seeds, 'complexity');
  const id = plan?.id ?? '';
  // The first seed whose first order is the file's own, so that it is known what stands first.
  const seed = Array.from({ length: 64 }, (_, at) => at).find((at) => rankOrders(at, id, 2, 2)[0]?.[0] === 0) ?? 0;
  const description: RunDescription = {
    version: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    fileName: 'pool.jsonl',
    parameters: {
      ...{ fileSha256: '', dimension: 'complexity', seeds: 1, sample: 'random', seed, evolutions: 1, orders: 2 },
      ...{ model: 'm', rankModel: 'm', promptsHash: '' },
    },
    seeds,
  };
  const [first, second] = SCORES.map((scores, at) =>
    [0, 1].map((place) => `[${place + 1}] Score: ${scores[at === 0 ? place : 1 - place] ?? 0}`).join('\n'),
  );
  const answers = [
    answer(`${id}/step-1/try-1`, evolved),
    answer(`${id}/order-1`, 'They are much the same.'),
    answer(`${id}/order-1/repair`, first ?? ''),
    answer(`${id}/order-2`, second ?? ''),
  ];
  mkdirSync(folder.path('r.evol'), { recursive: true });
  writeFileSync(folder.path('r.evol/run.json'), JSON.stringify(description));
  writeFileSync(folder.path('r.evol/answers.jsonl'), answers.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return folder.path('r.evol');
}

function answer(key: string, text: string): RecordedAnswer {
  return { key, prompt: '', answer: text, model: 'm', tokens: 10, ms: 1 };
}
