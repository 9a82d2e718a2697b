import path from 'node:path';
import { readLmEvalResults } from '../../../evaluation/lmEval/readResults';
import { SHEET_FILE } from '../../../evaluation/people/sheet';
import type { LmEvalModel } from '../../../evaluation/types';
import { RUN_FILE } from '../../../evol/run/askedRun';
import type { ExperimentFinding } from '../../../protocol/experiments';
import { RESULT_FILE } from '../evaluate';
import { evaluationScore, SHARES, within, type Measured } from './evaluationScore';
import { filesBelow, readJson, relativeTo } from './jsonFiles';

export interface SetResults {
  readonly measured: readonly Measured[];
  readonly findings: readonly ExperimentFinding[];
}

/**
 * Reads what was found out about the model of a set.
 * @param folder of the set's results
 * @param root what paths are told from
 */
export async function readSetResults(folder: string, root: string): Promise<SetResults> {
  const files = (await filesBelow(folder)) ?? [];
  const found: SetResults[] = [];
  for (const file of files) found.push(await readFileOf(file, files, relativeTo(root, file)));
  if (files.some((file) => file.endsWith('.json'))) {
    found.push(lmEvalScores(await readLmEvalResults(folder), relativeTo(root, folder)));
  }
  return withoutRepetition(found, relativeTo(root, folder));
}

const NOTHING: SetResults = { measured: [], findings: [] };

/** In the folders of evaluations that were begun: by a judge, by people. */
const BEGUN_FILES: readonly string[] = [RUN_FILE, SHEET_FILE];

async function readFileOf(file: string, all: readonly string[], name: string): Promise<SetResults> {
  const isBegun = BEGUN_FILES.includes(path.basename(file));
  if (isBegun) return all.includes(path.join(path.dirname(file), RESULT_FILE)) ? NOTHING : finding('resultHalf', name);
  if (!file.endsWith('.json')) return NOTHING;
  const value = await readJson(file);
  if (path.basename(file) !== RESULT_FILE) return value === undefined ? finding('resultBroken', name) : NOTHING;
  const score = evaluationScore(value);
  if (score === 'broken') return finding('resultBroken', name);
  if (score === 'half') return finding('resultHalf', name);
  return { measured: [score], findings: [] };
}

function finding(code: ExperimentFinding['code'], file: string, names: readonly string[] = []): SetResults {
  return { measured: [], findings: [{ code, file, names }] };
}

/** Files of several models cannot all be about the one that was trained on the set. */
function lmEvalScores(models: readonly LmEvalModel[], file: string): SetResults {
  const [first, another] = models;
  if (first === undefined) return NOTHING;
  if (another !== undefined) {
    return finding(
      'severalModels',
      file,
      models.map(({ model }) => model),
    );
  }
  const { tasks, mean, missing, warnings } = first;
  const named = Object.entries(tasks).map(([task, { score, shots }]) => [task, score, `${shots ?? '?'}-shot`] as const);
  const shots = named.map(([, , each]) => each).join(', ');
  const scores = mean === null ? named : [['mean', mean, shots] as const, ...named];
  const codes = [...new Set(warnings.map(({ code }) => code))];
  return {
    measured: scores.flatMap(([subject, score, how]) => {
      const id = ['lm-eval', subject, how].join(' | ');
      return within(score, SHARES) === undefined
        ? []
        : [{ measure: { id, kind: 'lm-eval', subject, judge: null, range: SHARES }, score: { measure: id, score } }];
    }),
    findings: [
      ...(missing.length === 0 ? [] : [{ code: 'resultHalf', file, names: missing } as const]),
      ...(codes.length === 0 ? [] : [{ code: 'lmEvalWarned', file, names: codes } as const]),
    ],
  };
}

function withoutRepetition(found: readonly SetResults[], file: string): SetResults {
  const byMeasure = new Map<string, Measured>();
  const repeated = new Set<string>();
  for (const each of found.flatMap(({ measured }) => measured)) {
    if (byMeasure.has(each.measure.id)) repeated.add(each.measure.id);
    else byMeasure.set(each.measure.id, each);
  }
  const twice = [...repeated].map((id): ExperimentFinding => ({ code: 'measuredTwice', file, names: [id] }));
  return { measured: [...byMeasure.values()], findings: [...found.flatMap(({ findings }) => findings), ...twice] };
}
