import { isScorerModel, type ScorerChoice } from '../../choices/scorers';
import type { Dataset } from '../../dataset/dataset';
import type { EngineContext } from '../engineContext';
import { areImported, carriedScores, importedScores } from './importedScores';
import type { JoinedFields } from './joinedFile';
import { openScoreSource, type ScoreSource } from './scoreSource';

/** What scoring may need beside a scorer. */
export interface ScoringSupply {
  /** What has to be known before a server is asked. */
  readonly beforePaying?: (signal: AbortSignal | undefined) => Promise<void>;
  /** Where imported scores come from that rows do not carry. */
  readonly joined?: JoinedFields | undefined;
}

/** Where the scores of a dataset's rows come from. @throws DeitaError as `openScoreSource` */
export async function scoresOf(
  choice: ScorerChoice,
  dataset: Dataset,
  { models, cache }: Pick<EngineContext, 'models' | 'cache'>,
  { beforePaying, joined }: ScoringSupply = {},
): Promise<ScoreSource> {
  if (isScorerModel(choice)) return openScoreSource(choice, models, cache.scores, beforePaying);
  return areImported(choice) ? importedScores(choice, dataset, joined) : carriedScores(dataset);
}
