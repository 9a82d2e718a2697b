import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../common/errors';
import { parsedJson, parseJson } from '../../dataset/formats/format';
import { fault } from '../../messages/say';
import type { LmEvalModel, LmEvalScore, LmEvalWarning } from '../types';
import { resultFileOf, type ResultFile } from './resultFile';
import { LEADERBOARD_TASKS } from './tasks';

/** How far from a guess a score has to be, to be more than that. */
const ABOVE_CHANCE = 0.03;

/**
 * Reads the result files of lm-evaluation-harness in a folder and those below; of several about one task of one model
 * the last by name counts, which holds the time.
 * @returns by model; nothing where the folder is not there
 * @throws DeitaError `fileUnreadable`
 */
export async function readLmEvalResults(folder: string): Promise<LmEvalModel[]> {
  const byModel = new Map<string, ResultFile[]>();
  for (const file of await jsonFiles(folder)) {
    const found = resultFileOf(await valueIn(file));
    if (found === undefined || Object.keys(found.scores).length === 0) continue;
    byModel.set(found.model, [...(byModel.get(found.model) ?? []), found]);
  }
  return [...byModel].map(([model, files]) => modelOf(model, files));
}

/** What the harness calls its results: one that cannot be read is not passed over, its scores would be missed. */
const RESULTS = /^results.*\.json$/;

/** @returns undefined for another file that is no JSON */
async function valueIn(file: string): Promise<unknown> {
  try {
    const text = await readFile(file, 'utf8');
    return RESULTS.test(path.basename(file)) ? parseJson(text) : parsedJson(text);
  } catch (error) {
    throw fault('notRead', { file, reason: messageOf(error) });
  }
}

async function jsonFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true });
    const inOrder = names
      .filter((name) => name.endsWith('.json'))
      .sort((a, b) => compare(path.basename(a), path.basename(b)));
    return inOrder.map((name) => path.join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fault('notRead', { file: folder, reason: messageOf(error) });
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function modelOf(model: string, files: readonly ResultFile[]): LmEvalModel {
  const scores: Readonly<Record<string, LmEvalScore>> = Object.fromEntries(
    files.flatMap((file) => Object.entries(file.scores)),
  );
  const values = LEADERBOARD_TASKS.map(({ name }) => scores[name]?.score);
  const missing = LEADERBOARD_TASKS.filter(({ name }) => scores[name] === undefined).map(({ name }) => name);
  return {
    model,
    tasks: scores,
    missing,
    mean: missing.length > 0 ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length,
    warnings: [...LEADERBOARD_TASKS.flatMap((task) => warningsOf(scores[task.name], task)), ...runWarnings(files)],
  };
}

function warningsOf(
  score: LmEvalScore | undefined,
  { name: task, shots, chance, subjects }: (typeof LEADERBOARD_TASKS)[number],
): LmEvalWarning[] {
  if (score === undefined) return [];
  const { subjects: found } = score;
  return [
    ...(score.shots === shots ? [] : [{ code: 'shots', task, found: score.shots, wanted: shots } as const]),
    ...(found === undefined || found === subjects
      ? []
      : [{ code: 'subjects', task, found, wanted: subjects ?? null } as const]),
    ...(chance !== null && score.score < chance + ABOVE_CHANCE ? [{ code: 'chance', task } as const] : []),
  ];
}

function runWarnings(files: readonly ResultFile[]): LmEvalWarning[] {
  const runners = [...new Set(files.map(({ runner }) => runner))];
  return [
    ...runners.filter((runner) => runner.includes('chat')).map((runner) => ({ code: 'chat', runner }) as const),
    ...runners
      .filter((runner) => /completions$|gguf|ggml/.test(runner) && !runner.includes('chat'))
      .map((runner) => ({ code: 'server', runner }) as const),
    ...(files.some(({ limited }) => limited) ? [{ code: 'limited' } as const] : []),
  ];
}
