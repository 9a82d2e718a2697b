import { createEngine } from '../../../src/engine/engine';
import type { ServerScorerChoice } from '../../../src/choices/scorers/server';

export interface ScoringOrder {
  readonly file: string;
  readonly cacheDir: string;
  readonly scorer: ServerScorerChoice;
  /** Gets every row with its scores at the end. */
  readonly outputPath: string;
}

/** An engine in a process that may be killed at any moment: scores a file, then exports its rows. */
async function main({ file, cacheDir, scorer, outputPath }: ScoringOrder): Promise<void> {
  const engine = createEngine({ cacheDir, modelDir: '', threads: 1 });
  const { datasetId } = await engine.request('dataset/open', { path: file });
  process.send?.('scoring');
  await engine.request('dataset/score', { datasetId, scorer });
  const options = { rows: 'all', order: 'file', withScores: true, overwrite: true } as const;
  await engine.request('dataset/export', { datasetId, outputPath, ...options });
  await engine.dispose();
  process.disconnect();
}

void main(JSON.parse(process.argv[2] ?? '{}') as ScoringOrder);
