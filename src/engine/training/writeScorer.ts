import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createDoubleSession } from '../../inference/doubleSession';
import type { TrainRequest } from '../../protocol/training';
import { headGraph } from '../../training/headGraph';
import { headScores } from '../../training/ordinalHead';
import { headFile, writeScorerFolder } from '../../training/scorerFolder';
import type { NeededEmbedder, ScorerManifest } from '../../training/scorerManifest';
import { modelCard } from './modelCard';
import type { TrainedKind } from './trainKind';

/** Writes a trained scorer's folder. @param sources names of what it learned from @throws DeitaError `outputFailed` */
export async function writeScorer(
  { outputPath, seed }: TrainRequest,
  sources: readonly string[],
  trained: readonly TrainedKind[],
  embedder: NeededEmbedder,
  featuresHash: string,
): Promise<void> {
  const models = trained.map(({ kind, validated }) => [kind, headGraph(validated.head, 'deita evol train')] as const);
  const heads = trained.map(({ kind, set, report }, at) => {
    const sha256 = createHash('sha256')
      .update(models[at]?.[1] ?? '')
      .digest('hex');
    return [kind, { file: headFile(kind), sha256, inputs: set.inputs, report }];
  });
  const manifest: ScorerManifest = {
    version: 1,
    createdAt: new Date().toISOString(),
    featuresHash,
    embedder,
    seed,
    heads: Object.fromEntries(heads) as ScorerManifest['heads'],
  };
  await writeScorerFolder(outputPath, manifest, Object.fromEntries(models), modelCard(manifest, sources));
}

/** What is promised of the ONNX models. */
const MOST_DIFFERENCE = 1e-5;

/**
 * Runs what was written over everything that was learned from.
 * @returns the most by which a score differs from the trainer's, in points
 */
export async function onnxDifference(folder: string, trained: readonly TrainedKind[]): Promise<number> {
  let most = 0;
  for (const { kind, set, validated } of trained) {
    const rows = Array.from(set.scores, (_, row) => row);
    const session = await createDoubleSession(await readFile(path.join(folder, headFile(kind))));
    try {
      const scores = await session.run(set.features, rows.length);
      headScores(validated.head, set, rows).forEach((score, row) => {
        most = Math.max(most, Math.abs(score - (scores[row] ?? Number.NaN)));
      });
    } finally {
      await session.dispose();
    }
  }
  if (most <= MOST_DIFFERENCE) return most;
  throw new Error(`The written model differs from the trained one by ${most}.`);
}
