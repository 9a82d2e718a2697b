import type { BuiltInEmbedderChoice } from '../../choices/embedders/builtIn';
import type { BuiltInScorerChoice } from '../../choices/scorers/builtIn';
import { describeBuiltInEmbedder } from '../../embedding/builtInEmbedder';
import { cutTurn } from '../../scoring/builtIn/textLimit';
import type { Scorer } from '../../scoring/scorer';
import { pooledEmbedder, pooledScorer } from '../compute/pooledModels';
import type { EmbedderOpener, ScorerOpener } from './opener';

/** The models that come with the extension, on the threads of one pool. */
export const BUILT_IN_SCORER: ScorerOpener<BuiltInScorerChoice> = {
  keyOf: () => '',
  open: async (_choice, { pool }) => sendingCutTurns(await pooledScorer(pool)),
};

export const BUILT_IN_EMBEDDER: EmbedderOpener<BuiltInEmbedderChoice> = {
  keyOf: () => '',
  open: async (_choice, { pool, modelDir }) => pooledEmbedder(pool, await describeBuiltInEmbedder(modelDir)),
};

/** What a thread is sent is copied twice on its way; the scorer cuts turns in the same way. */
function sendingCutTurns(scorer: Scorer): Scorer {
  const { explain } = scorer;
  return {
    ...scorer,
    score: (turns, signal) => scorer.score(turns.map(cutTurn), signal),
    ...(explain === undefined ? {} : { explain: (turns) => explain(turns.map(cutTurn)) }),
  };
}
