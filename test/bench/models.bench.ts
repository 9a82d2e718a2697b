import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildModels } from '../../tools/build/models';
import { createBuiltInEmbedder } from '../../src/embedding/builtInEmbedder';
import { embeddingText } from '../../src/embedding/embeddingText';
import { createBuiltInScorer } from '../../src/scoring/builtIn/builtInScorer';
import type { Bench, BenchResult } from './bench';
import { costIn, costOf, type Cost } from './measuring/cost';
import { readConversations } from './measuring/readConversations';
import { recordSessions } from './measuring/recordedSessions';

const POOL = path.resolve(__dirname, '../../../shared/data/pools/gpteacher.jsonl');
const ROOT = path.resolve(__dirname, '../..');
const SCORER_DIR = path.join(ROOT, 'media', 'models');
const EMBEDDER_DIR = path.join(ROOT, 'dist', 'models');
const ROWS = 10_000;
const FULL_ROWS = 14_131;

/**
 * Scoring and embedding a dataset with the built-in models from the file on, against the models' sessions alone on the
 * same batches. One thread; the pool lies next to the repository and may be absent.
 */
export const models: Bench = {
  name: 'models',
  async run({ full }) {
    if (!existsSync(POOL)) {
      console.log('Skipped: the pool to score and embed is not there.');
      return { figures: null };
    }
    await buildModels();
    return measure(full ? FULL_ROWS : ROWS);
  },
};

async function measure(rows: number): Promise<BenchResult> {
  const recorder = recordSessions();
  const scorer = await createBuiltInScorer({ modelDir: SCORER_DIR });
  const embedder = await createBuiltInEmbedder({ modelDir: EMBEDDER_DIR, threads: 1 });
  const whole = await costOf(async () => {
    const conversations = await readConversations(POOL, rows);
    await scorer.score(conversations.flatMap(({ turns }) => turns));
    for (let start = 0; start < conversations.length; start += embedder.batchSize) {
      await embedder.embed(conversations.slice(start, start + embedder.batchSize).map(embeddingText));
    }
  });
  const alone = await costOf(() => recorder.replay());
  recorder.stop();
  await scorer.dispose();
  await embedder.dispose();
  return toResult(rows, whole, alone, recorder.runs);
}

function toResult(rows: number, whole: Cost, alone: Cost, runs: number): BenchResult {
  const size = `${rows.toLocaleString('en-US')} rows of gpteacher`;
  return {
    ratios: [
      {
        what: `score and embed ${size}`,
        measured: `${(whole.cpuMs / 1000).toFixed(1)} s CPU`,
        baseline: `${runs} session runs alone, ${(alone.cpuMs / 1000).toFixed(1)} s CPU`,
        ratio: whole.cpuMs / alone.cpuMs,
        target: '≤ 1.25',
      },
    ],
    scaling: [{ stage: 'score and embed', size, ...costIn(whole) }],
    figures: { rows, whole: costIn(whole), alone: costIn(alone), runs },
  };
}
