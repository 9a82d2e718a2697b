import { isObject, type JsonObject } from '../../dataset/formats/format';
import { LEADERBOARD_TASKS, type LeaderboardTask } from './tasks';
import type { LmEvalScore } from '../types';

/** A result file of lm-evaluation-harness: what it was run on, and what it found. */
export interface ResultFile {
  readonly model: string;
  /** The harness's name of what runs the model, such as `hf`; '' where the file does not say. */
  readonly runner: string;
  /** Whether only a part of each task was run. */
  readonly limited: boolean;
  readonly scores: Readonly<Record<string, LmEvalScore>>;
}

/** @returns undefined for JSON that is no such file */
export function resultFileOf(value: unknown): ResultFile | undefined {
  if (!isObject(value) || !isObject(value.results)) return undefined;
  const config = objectOf(value.config ?? value.config_general);
  const scores = LEADERBOARD_TASKS.flatMap((task) => {
    const score = scoreOf(task, value);
    return score === undefined ? [] : [[task.name, score] as const];
  });
  return {
    model: modelOf(value, config),
    runner: textOf(config.model) ?? '',
    limited: config.limit !== undefined && config.limit !== null,
    scores: Object.fromEntries(scores),
  };
}

function modelOf(file: JsonObject, config: JsonObject): string {
  const args = config.model_args;
  const named = isObject(args)
    ? (args.pretrained ?? args.model)
    : /(?:^|,)(?:pretrained|model)=([^,]+)/.exec(textOf(args) ?? '')?.[1];
  return textOf(named) ?? textOf(file.model_name) ?? textOf(config.model_name) ?? textOf(config.model) ?? '';
}

/** The first of a task's names that the file knows; of subjects the mean, as the leaderboard takes it. */
function scoreOf(task: LeaderboardTask, file: JsonObject): LmEvalScore | undefined {
  const results = { ...objectOf(file.groups), ...objectOf(file.results) };
  for (const { pattern, metric } of task.reported) {
    const found = Object.entries(results).flatMap(([key, values]) => {
      const value = metricIn(objectOf(values), metric);
      return pattern.test(key) && value !== undefined
        ? [{ key, value, error: metricIn(objectOf(values), `${metric}_stderr`) }]
        : [];
    });
    const [first] = found;
    if (first === undefined) continue;
    const areSubjects = task.subjects !== undefined && first.key !== task.task;
    const mean = found.reduce((sum, { value }) => sum + value, 0) / found.length;
    return {
      ...{ metric, score: areSubjects ? mean : first.value },
      standardError: areSubjects ? null : (first.error ?? null),
      shots: shotsOf(first.key, file),
      ...(areSubjects ? { subjects: found.length } : {}),
    };
  }
  return undefined;
}

/** `acc,none` since 0.4, where a filter follows the metric; `acc` before. */
function metricIn(values: JsonObject, metric: string): number | undefined {
  const key = Object.keys(values).find((name) => name === metric || name.startsWith(`${metric},`));
  const value = key === undefined ? undefined : values[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** In the key of the leaderboard's own files, by task since 0.4, once for all before; a group's are those of its parts. */
function shotsOf(key: string, file: JsonObject): number | null {
  const inKey = /\|(\d+)$/.exec(key)?.[1];
  if (inKey !== undefined) return Number(inKey);
  const byTask = objectOf(file['n-shot']);
  const part = Object.keys(byTask).find((name) => name.startsWith(`${key}_`) && key === 'mmlu') ?? key;
  const known = [byTask[part], objectOf(objectOf(file.configs)[part]).num_fewshot, objectOf(file.config).num_fewshot];
  return known.find((shots): shots is number => typeof shots === 'number') ?? null;
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
