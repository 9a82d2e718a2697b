import type { SignalModelUse, TurnQuestion } from '../../choices/signalModels';
import type { GoodRow } from '../../dataset/conversation';
import { say } from '../../messages/say';
import { modelSignal, signalDescriptor, signalNamed, type ModelSignalId, type SignalRef } from '../../protocol/signals';
import { SIGNAL_QUESTIONS, signalModels, type SignalSupply } from '../../protocol/signalSupply';
import type { TurnValue } from '../../scoring/turnValues/turnValuer';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import type { PoolScores } from '../results/poolResults';
import { readInPieces, rowRange } from '../rows/rowReader';
import { knownColumn, type ModelColumn } from '../signals/signalColumns';
import { rankingValues } from '../signals/signalNumbers';
import { SIGNAL_SOURCES } from '../signals/signals';
import { openTurnValues, type TurnValueSource } from '../sources/turnValueSource';
import { WorkAhead } from '../workAhead';
import { scoresFor } from './datasetJobs';

/**
 * The signals that models are asked for, by name; asks about every turn of the pool, of which most may be kept.
 * @throws DeitaError `usage` for a model that is needed and not given, `cancelled`, and what models throw
 */
export async function modelColumns(
  signals: readonly SignalRef[],
  supply: SignalSupply,
  open: OpenDataset,
  context: EngineContext,
  job: JobContext,
): Promise<ReadonlyMap<string, ModelColumn>> {
  const { uses, direct } = signalModels(signals, supply);
  const asked = signals.flatMap((signal) => {
    const id = modelSignal(signal);
    return id === undefined ? [] : [{ name: signal.name, id }];
  });
  const columns = new Map<string, ModelColumn>();
  if (direct !== undefined) {
    const { scores } = await scoresFor(open, direct, context, job);
    for (const { name, id } of asked) {
      const score = DIRECT_SCORES[id];
      if (score !== undefined) columns.set(name, directColumn(score, scores, open));
    }
  }
  if (uses.length > 0) {
    const combined = asked.filter(({ id }) => DIRECT_SCORES[id] === undefined);
    for (const [name, column] of await askedColumns(combined, uses, open, context, job)) columns.set(name, column);
  }
  return columns;
}

/** What of a judge's scores a signal is. */
const DIRECT_SCORES: Readonly<Partial<Record<ModelSignalId, 'complexityScore' | 'qualityScore'>>> = {
  directComplexity: 'complexityScore',
  directQuality: 'qualityScore',
};

/** As a scorer's scores are: the mean over the turns, ranked by the sum. */
function directColumn(
  id: 'complexityScore' | 'qualityScore',
  scores: PoolScores,
  { facts }: Pick<OpenDataset, 'facts'>,
): ModelColumn {
  const valueOf = knownColumn(id, { scores, facts });
  const signal = signalNamed(signalDescriptor(id).name);
  return { model: scores.label.name, valueOf, rankingOf: rankingValues(signal, valueOf, scores) };
}

/** Rows above this are set aside: their instruction makes the response less probable. */
const MOST_IFD = 1;
const ASIDE = say('status.setAside', { signal: 'ifd', most: String(MOST_IFD) });

async function askedColumns(
  asked: readonly { readonly name: string; readonly id: ModelSignalId }[],
  uses: readonly SignalModelUse[],
  { dataset }: OpenDataset,
  context: EngineContext,
  job: JobContext,
): Promise<Map<string, ModelColumn>> {
  const sources = await Promise.all(
    uses.map(async (use) => ({ question: use.question, source: await openTurnValues(use, context) })),
  );
  const values = new Map(asked.map(({ name }) => [name, [] as ReturnType<ModelColumn['valueOf']>[]]));
  const progress = new StageProgress(job.onProgress, { stage: 'score', total: dataset.rowCount });
  let done = 0;
  const pieces = new WorkAhead<AnsweredRow[]>((piece) => {
    for (const { rowIndex, answers } of piece) {
      for (const { name, id } of asked) (values.get(name) ?? [])[rowIndex] = SIGNAL_SOURCES[id].combine(answers);
    }
  });
  const maxRows = Math.max(...sources.map(({ source }) => source.batchTurns));
  for await (const rows of readInPieces(dataset, rowRange(0, dataset.rowCount), { signal: job.signal, maxRows })) {
    const good = rows.filter((row): row is GoodRow => row.problem === undefined);
    const piece = answersAbout(good, sources, job.signal).then((answered) => {
      progress.update((done += rows.length));
      return answered;
    });
    await pieces.add(piece);
  }
  await pieces.end();
  await context.cache.flush(); // What comes next may fail: the answers are safe by then.
  const modelOf = (id: ModelSignalId): string =>
    sources.find(({ question }) => SIGNAL_QUESTIONS[id].some((each) => each === question))?.source.name ?? '';
  return new Map(asked.map(({ name, id }) => [name, columnOf(id, values.get(name) ?? [], modelOf(id))]));
}

function columnOf(
  id: ModelSignalId,
  values: readonly ReturnType<ModelColumn['valueOf']>[],
  model: string,
): ModelColumn {
  const valueOf: ModelColumn['valueOf'] = (row) => values[row];
  if (id !== 'ifd') return { model, valueOf };
  const isAside = (row: number): boolean => Number(values[row]) > MOST_IFD;
  return {
    model,
    valueOf,
    rankingOf: (row) => (isAside(row) ? Number.NaN : Number(values[row])),
    asideOf: (row) => (isAside(row) ? ASIDE : undefined),
  };
}

interface AnsweredRow {
  readonly rowIndex: number;
  readonly answers: Partial<Record<TurnQuestion, readonly TurnValue[]>>;
}

/** The questions one after the other: each keeps its server busy. */
async function answersAbout(
  rows: readonly GoodRow[],
  sources: readonly { readonly question: TurnQuestion; readonly source: TurnValueSource }[],
  signal: AbortSignal | undefined,
): Promise<AnsweredRow[]> {
  const turns = rows.flatMap(({ conversation }) => conversation.turns);
  const byQuestion: Partial<Record<TurnQuestion, readonly TurnValue[]>> = {};
  for (const { question, source } of sources) byQuestion[question] = await source.values(turns, signal);
  let next = 0;
  return rows.map(({ rowIndex, conversation }) => {
    const [start, end] = [next, (next += conversation.turns.length)];
    const answers = Object.entries(byQuestion).map(([question, values]) => [question, values.slice(start, end)]);
    return { rowIndex, answers: Object.fromEntries(answers) as AnsweredRow['answers'] };
  });
}
