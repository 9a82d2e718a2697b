import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { TrainedScorerChoice } from '../../choices/scorers/trained';
import type { DeitaError } from '../../common/errors';
import type { Embedder } from '../../embedding/embedder';
import { SCORE_KINDS, type ScoreKind } from '../../scoring/promptTemplates';
import { readScorerManifest, type TrainedHead } from '../../training/scorerFolder';
import type { NeededEmbedder } from '../../training/scorerManifest';
import { TrainedScorer } from '../../training/trainedScorer';
import { folderStamp } from './folderStamp';
import type { OpenerContext, ScorerOpener } from './opener';
import { pooledTrainer } from './pooledTrainer';
import { fault, say, reasonOf } from '../../messages/say';
import type { MessageArgument } from '../../common/message';

/** Scorers trained from annotations. A folder that has changed is loaded again. */
export const TRAINED_SCORER: ScorerOpener<TrainedScorerChoice> = {
  keyOf: async ({ folders }) => (await Promise.all(folders.map(folderStamp))).join('\0'),
  async open({ folders }, context) {
    const heads = await headsIn(folders);
    const trainer = pooledTrainer(context);
    const featuresHash = await trainer.featuresHash();
    const embedders = new Map<string, Embedder>();
    for (const { folder, manifest } of heads) {
      if (manifest.featuresHash !== featuresHash) throw fault('otherFeatures', { folder: folder });
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
  if (head === undefined) throw fault('noHead', { kind, folders: folders.join(' or ') });
  throw fault('twoHeads', { folder: head.folder, other: other?.folder ?? '', kind });
}

/** @throws DeitaError `modelMissing` naming the embedder */
async function neededEmbedder(folder: string, needed: NeededEmbedder, { embedder }: OpenerContext): Promise<Embedder> {
  const opened = await embedder(choiceOf(needed)).catch((error: unknown) => {
    throw withoutEmbedder(folder, needed, reasonOf(error));
  });
  if (opened.identity.hash === needed.hash) return opened;
  throw withoutEmbedder(folder, needed, say('otherEmbedder', { name: opened.identity.name }));
}

function choiceOf({ kind, model = '' }: NeededEmbedder): ModelEmbedderChoice {
  return kind === 'onnx' ? { kind, model } : { kind: 'built-in' };
}

function withoutEmbedder(folder: string, { name, model }: NeededEmbedder, reason: MessageArgument): DeitaError {
  const embedder = model === undefined ? name : say('embedderIn', { name, folder: model });
  return fault('withoutEmbedder', { folder, embedder, reason });
}
