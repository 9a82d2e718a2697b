import { seededSample } from '../../common/seededOrder';
import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { ModelScorerChoice } from '../../choices/scorers';
import type { SignalModelUse } from '../../choices/signalModels';
import type { ParamsOf, ResultOf } from '../../protocol/requests';
import { excerptOf } from '../../embedding/conversationExcerpt';
import { textToEmbed } from '../../embedding/embeddingText';
import type { GoodRow } from '../../dataset/conversation';
import { estimatedTokens } from '../../serverClient/tokenEstimate';
import { EmbeddingCache } from '../../storage/embeddingCache';
import { textsAskedAbout, tokensAskedAbout } from '../../scoring/turnValues/askedTexts';
import { TurnValueCache } from '../../storage/turnValueCache';
import { ScoreCache } from '../../storage/scoreCache';
import type { EngineContext } from '../engineContext';
import { scorerOpener } from '../models/openers';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { readInPieces, rowRange } from '../rows/rowReader';
import type { JobContext } from '../job';

type Request = Omit<ParamsOf<'dataset/estimate'>, 'datasetId'>;

/** Counts what of one row is not kept yet, each content once. */
type Counter = (row: GoodRow) => void;

/** How many tokens a server would be asked for; what is kept costs nothing. */
export async function estimateCost(
  open: OpenDataset,
  { scorer, embedder, signals = [], pricePerMillionTokens, sample }: Request,
  context: EngineContext,
  job: JobContext,
): Promise<ResultOf<'dataset/estimate'>> {
  await open.prepareForJob(job);
  const found = { turnsToAsk: 0, rowsToEmbed: 0, tokens: 0 };
  const counters = [
    ...(scorer === undefined ? [] : [await turnCounter(scorer, context, found)]),
    ...(embedder === undefined ? [] : [await textCounter(embedder, context, found)]),
    ...(await Promise.all(signals.map((use) => questionCounter(use, context, found)))),
  ];
  const { dataset } = open;
  const { rowCount } = dataset;
  const drawn = sample === undefined ? rowRange(0, rowCount) : seededSample(rowCount, sample.rows, sample.seed);
  const total = Math.min(rowCount, sample?.rows ?? rowCount);
  const progress = new StageProgress(job.onProgress, { stage: 'estimate', total });
  let done = 0;
  for await (const rows of readInPieces(dataset, drawn, { signal: job.signal })) {
    for (const row of rows) if (row.problem === undefined) for (const count of counters) count(row);
    progress.update((done += rows.length));
  }
  const cost = pricePerMillionTokens === null ? null : (found.tokens / 1e6) * pricePerMillionTokens;
  return { ...found, cost };
}

async function turnCounter(
  scorer: ModelScorerChoice,
  { models, cache }: EngineContext,
  found: { turnsToAsk: number; tokens: number },
): Promise<Counter> {
  const kept = new ScoreCache(cache.scores, (await models.scorer(scorer)).identity);
  const { tokensOf } = scorerOpener(scorer);
  const isNew = firstTime((key) => kept.get(key) !== undefined);
  return ({ conversation }) => {
    for (const turn of conversation.turns) {
      if (!isNew(kept.keyOf(turn))) continue;
      found.turnsToAsk++;
      found.tokens += tokensOf?.(turn, scorer) ?? 0;
    }
  };
}

async function questionCounter(
  use: SignalModelUse,
  { models, cache }: EngineContext,
  found: { turnsToAsk: number; tokens: number },
): Promise<Counter> {
  const kept = new TurnValueCache(cache.scores, (await models.valuer(use)).identity);
  const isNew = firstTime((key) => kept.get(key) !== undefined);
  const vocabulary = 'vocabulary' in use.model ? use.model.vocabulary : undefined;
  return ({ conversation }) => {
    for (const turn of conversation.turns) {
      if (!isNew(kept.keyOf(textsAskedAbout(use.question, turn)))) continue;
      found.turnsToAsk++;
      found.tokens += tokensAskedAbout(use.question, turn, vocabulary);
    }
  };
}

/** Of all rows: a selection embeds only those that its walk reaches. */
async function textCounter(
  choice: ModelEmbedderChoice,
  { models, cache }: EngineContext,
  found: { rowsToEmbed: number; tokens: number },
): Promise<Counter> {
  const embedder = await models.embedder(choice);
  const kept = new EmbeddingCache(cache.embeddings, embedder.identity, embedder.dimensions);
  const isNew = firstTime((key) => kept.read(key) !== undefined);
  return ({ conversation }) => {
    const text = textToEmbed(excerptOf(conversation));
    if (!isNew(kept.keyOf(text))) return;
    found.rowsToEmbed++;
    found.tokens += estimatedTokens(text);
  };
}

function firstTime(isKept: (key: Buffer) => boolean): (key: Buffer) => boolean {
  const seen = new Set<string>();
  return (key) => {
    const name = key.toString('latin1');
    if (seen.has(name) || isKept(key)) return false;
    seen.add(name);
    return true;
  };
}
