import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import type { ModelEmbedderChoice } from '../../choices/embedders';
import { scorerFamily, type ScorerChoice } from '../../choices/scorers';
import { isCancelled } from '../../common/errors';
import { fault } from '../../messages/say';
import type { RunOverview } from '../../protocol/annotation';
import type { DatasetInfo } from '../../protocol/dataset';
import type { CallOptions, EngineApi } from '../../protocol/requests';
import type { RowSample } from '../../protocol/costEstimate';
import { canTeach, type DirectScoring, type TrainRequest, type TrainSummary } from '../../protocol/training';
import { trainedText } from '../../wording/trainText';
import type { Settings } from '../contributions/settings';
import { replaceOnceAgreed } from '../errors/replaceOnceAgreed';

/** The user in front of the editor. */
export interface TrainDialogs {
  /** @returns folders of annotation runs; undefined = none */
  askForRuns(): Promise<readonly string[] | undefined>;
  /** @returns with what the runs' variants are rated one by one as well; null = not at all; undefined = no training */
  askForDirect(runs: readonly RunOverview[]): Promise<DirectScoring | null | undefined>;
  /** @returns the scorer to learn from; undefined = none */
  askForTeacher(choices: readonly ScorerChoice[]): Promise<ScorerChoice | undefined>;
  /** @returns how many rows to learn from; undefined = none */
  askForRows(teacher: string, proposed: number): Promise<number | undefined>;
  /** @returns the embedder to train on; undefined = none */
  askForEmbedder(choices: readonly ModelEmbedderChoice[]): Promise<ModelEmbedderChoice | undefined>;
  /** @returns the folder to write; undefined = none */
  askForOutput(proposed: string): Promise<string | undefined>;
  /** @returns whether what is there is replaced */
  agreesToReplace(message: string): Promise<boolean>;
  withProgress<T>(title: string, work: (options: CallOptions) => Promise<T>): PromiseLike<T>;
  showReport(folder: string): PromiseLike<unknown>;
  /** @returns whether the scorer is used from now on */
  offerToUse(message: string): Promise<boolean>;
}

export interface TrainParts {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly dialogs: TrainDialogs;
  /** Those that run here and are set up; the built-in one first. */
  readonly embedders: readonly ModelEmbedderChoice[];
  /** Trained scorers' folders that the settings name now. */
  readonly usedScorers: readonly string[];
  readonly saveSettings: (values: Partial<Settings>) => Promise<void>;
}

/** @returns whether a scorer may be asked about a sample, whatever that costs */
export type SampleConsent = (scorer: ScorerChoice, sample: RowSample) => Promise<boolean>;

/** The dataset that another scorer teaches on. */
interface Teachable {
  readonly uri: Pick<Uri, 'fsPath'>;
  readonly info: Pick<DatasetInfo, 'datasetId' | 'rowCount'>;
}

type Sources = Pick<TrainRequest, 'runs' | 'distilled' | 'direct'>;

/** Trains a scorer from annotation runs. @param run absent = the user chooses */
export async function trainFromRuns(run: string | undefined, parts: TrainParts): Promise<void> {
  const runs = run === undefined ? await parts.dialogs.askForRuns() : [run];
  const [first] = runs ?? [];
  if (runs === undefined || first === undefined) return;
  const { engine, dialogs } = parts;
  const direct = await dialogs.askForDirect(
    await Promise.all(runs.map((folder) => engine.request('evol/run', { folder }))),
  );
  if (direct === undefined) return;
  await train({ runs, ...(direct === null ? {} : { direct }) }, first.replace(/\.evol$/i, ''), parts);
}

/** Training of the same sources gives the same scorer. */
const SEED = 0;

/** More rows hardly help a head, and a server scores so many in an hour or so. */
const DISTILLED_ROWS = 2000;

/**
 * Trains a scorer from what another one says of a sample: that is fast then, and its error is known.
 * @param scorers that are set up, the one that the settings choose first
 */
export async function distil(
  { uri, info }: Teachable,
  scorers: readonly ScorerChoice[],
  agrees: SampleConsent,
  parts: TrainParts,
): Promise<void> {
  const teacher = await teacherAmong(scorers, parts);
  if (teacher === undefined) return;
  const { datasetId, rowCount } = info;
  const proposed = Math.min(rowCount, mostRowsOf(teacher));
  const rows = await parts.dialogs.askForRows(scorerFamily(teacher).label(teacher), proposed);
  if (rows === undefined || !(await agrees(teacher, { rows, seed: SEED }))) return;
  const { dir, name } = path.parse(uri.fsPath);
  await train({ runs: [], distilled: { datasetId, scorer: teacher, rows } }, path.join(dir, name), parts);
}

/** The one that the settings choose teaches unasked where no other does. @throws DeitaError `usage` where none does */
async function teacherAmong(
  scorers: readonly ScorerChoice[],
  { dialogs }: TrainParts,
): Promise<ScorerChoice | undefined> {
  const [chosen = { kind: 'built-in' }] = scorers;
  const teachers = scorers.filter(canTeach);
  if (teachers.length === 0) throw fault('nothingToDistil', { scorer: scorerFamily(chosen).label(chosen) });
  return teachers.length === 1 && teachers[0] === chosen ? chosen : dialogs.askForTeacher(teachers);
}

/** Of one of the editor's own no more than a run may ask it: a row takes a request or more. */
function mostRowsOf(teacher: ScorerChoice): number {
  return teacher.kind === 'editor' ? Math.min(teacher.maxRequests, DISTILLED_ROWS) : DISTILLED_ROWS;
}

/** @param stem what the scorer's folder is named after */
async function train(sources: Sources, stem: string, parts: TrainParts): Promise<void> {
  const { dialogs, embedders } = parts;
  const embedder = embedders.length === 1 ? embedders[0] : await dialogs.askForEmbedder(embedders);
  if (embedder === undefined) return;
  const outputPath = await dialogs.askForOutput(`${stem}-scorer`);
  if (outputPath === undefined) return;
  const request = { labels: [], ...sources, outputPath, embedder, seed: SEED, overwrite: false };
  const summary = await written(request, parts);
  if (summary === undefined) return;
  await dialogs.showReport(outputPath);
  if (await dialogs.offerToUse(trainedText(summary, path.basename(outputPath)))) await use(summary, parts);
}

/** @returns undefined when it was cancelled, or what is there is to stay */
async function written(request: TrainRequest, parts: TrainParts): Promise<TrainSummary | undefined> {
  const { dialogs, engine } = parts;
  const title = l10n.t('DEITA: training {0}', path.basename(request.outputPath));
  const write = (asked: TrainRequest) =>
    dialogs.withProgress(title, (options) => engine.request('evol/train', asked, options));
  try {
    return await replaceOnceAgreed(request, write, (message) => dialogs.agreesToReplace(message));
  } catch (error) {
    if (isCancelled(error)) return undefined;
    throw error;
  }
}

/** One that scores both kinds is enough by itself; one of a kind joins those that there are. */
async function use({ scorer, heads }: TrainSummary, { usedScorers, saveSettings }: TrainParts): Promise<void> {
  const scoresBoth = heads.complexity !== undefined && heads.quality !== undefined;
  const others = scoresBoth ? [] : usedScorers.filter((folder) => folder !== scorer);
  await saveSettings({ 'trained.scorers': [...others, scorer], scorer: 'trained' });
}
