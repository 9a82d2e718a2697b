import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { TrainedScorerChoice } from '../../choices/scorers/trained';
import { DeitaError, messageOf } from '../../common/errors';
import type { Embedder } from '../../embedding/embedder';
import { SCORE_KINDS, type ScoreKind } from '../../scoring/promptTemplates';
import { readScorerManifest, type TrainedHead } from '../../training/scorerFolder';
import type { NeededEmbedder } from '../../training/scorerManifest';
import { TrainedScorer } from '../../training/trainedScorer';
import { folderStamp } from './folderStamp';
import type { OpenerContext, ScorerOpener } from './opener';
import { pooledTrainer } from './pooledTrainer';

/** Scorers trained from annotations. A folder that has changed is loaded again. */
export const TRAINED_SCORER: ScorerOpener<TrainedScorerChoice> = {
  keyOf: async ({ folders }) => (await Promise.all(folders.map(folderStamp))).join('\0'),
  async open({ folders }, context) {
    const heads = await headsIn(folders);
    const trainer = pooledTrainer(context);
    const featuresHash = await trainer.featuresHash();
    const embedders = new Map<string, Embedder>();
    for (const { folder, manifest } of heads) {
      if (manifest.featuresHash !== featuresHash) throw otherFeatures(folder);
      const { hash } = manifest.embedder;
      if (!embedders.has(hash)) embedders.set(hash, await neededEmbedder(folder, manifest.embedder, context));
    }
    return TrainedScorer.open(heads, {
      features: (turns, signal) => trainer.features(turns, signal),
      embedderOf: ({ manifest }) => embedders.get(manifest.embedder.hash) as Embedder, // All were opened above.
    });
  },
};

/** @throws DeitaError `usage` unless the folders hold one head of each kind */
async function headsIn(folders: readonly string[]): Promise<TrainedHead[]> {
  const found: TrainedHead[] = [];
  for (const folder of folders) {
    const manifest = await readScorerManifest(folder);
    for (const kind of SCORE_KINDS) {
      const head = manifest.heads[kind];
      if (head !== undefined) found.push({ kind, folder, head, manifest });
    }
  }
  return SCORE_KINDS.map((kind) => onlyHead(kind, found, folders));
}

function onlyHead(kind: ScoreKind, found: readonly TrainedHead[], folders: readonly string[]): TrainedHead {
  const [head, other] = found.filter((candidate) => candidate.kind === kind);
  if (head !== undefined && other === undefined) return head;
  const hint = 'Name one folder that scores complexity and one that scores quality, or one that scores both.';
  if (head === undefined) {
    throw new DeitaError('usage', `No head for ${kind} is in ${folders.join(' or ')}.`, hint);
  }
  throw new DeitaError('usage', `${head.folder} and ${other?.folder ?? ''} both score ${kind}.`, hint);
}

/** @throws DeitaError `modelMissing` naming the embedder */
async function neededEmbedder(folder: string, needed: NeededEmbedder, { embedder }: OpenerContext): Promise<Embedder> {
  const opened = await embedder(choiceOf(needed)).catch((error: unknown) => {
    throw withoutEmbedder(folder, needed, messageOf(error));
  });
  if (opened.identity.hash === needed.hash) return opened;
  throw withoutEmbedder(folder, needed, `the one that is here now is another version of ${opened.identity.name}`);
}

function choiceOf({ kind, model = '' }: NeededEmbedder): ModelEmbedderChoice {
  return kind === 'onnx' ? { kind, model } : { kind: 'built-in' };
}

function withoutEmbedder(folder: string, { name, model }: NeededEmbedder, why: string): DeitaError {
  const place = model === undefined ? '' : ` in ${model}`;
  return new DeitaError(
    'modelMissing',
    `${folder} needs the embedder ${name}${place} that it was trained with: ${why.replace(/\.$/, '')}.`,
    'Put that embedder back, or train again with deita evol train.',
  );
}

function otherFeatures(folder: string): DeitaError {
  return new DeitaError(
    'modelUnsupported',
    `${folder} was trained with another version of DEITA, which reads other features from a text.`,
    'Train again with deita evol train.',
  );
}
