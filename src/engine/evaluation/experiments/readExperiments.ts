import path from 'node:path';
import { TRAINERS } from '../../../choices/training';
import { isObject, type JsonObject } from '../../../dataset/formats/format';
import { fault } from '../../../messages/say';
import {
  RESULTS_FOLDER,
  type ExperimentFinding,
  type ExperimentRow,
  type Experiments,
  type Measure,
} from '../../../protocol/experiments';
import { SET_NAMES, type PreparedTraining } from '../../../protocol/fineTuning';
import { MANIFEST } from '../../fineTuning/writtenSet';
import { experimentGroups, selectionsApart } from './experimentGroups';
import { filesBelow, readJson, relativeTo } from './jsonFiles';
import { readSetResults } from './setResults';

/**
 * Reads the training folders in a folder and those below, and the results that lie in `results` of each set.
 * @throws DeitaError `fileNotFound`, `fileUnreadable`
 */
export async function readExperiments(folder: string): Promise<Experiments> {
  const files = await filesBelow(folder);
  if (files === undefined) throw fault('fileNotFound', { file: folder });
  const [rows, findings]: [ExperimentRow[], ExperimentFinding[]] = [[], []];
  const measures = new Map<string, Measure>();
  for (const file of files.filter((each) => path.basename(each) === MANIFEST)) {
    const value = await readJson(file);
    const manifest = manifestIn(value);
    if (manifest === 'other') continue;
    if (manifest === 'broken') {
      findings.push({ code: 'manifestBroken', file: relativeTo(folder, file), names: [] });
      continue;
    }
    for (const set of manifest.sets) {
      const place = path.join(path.dirname(file), set.name);
      const found = await readSetResults(path.join(place, RESULTS_FOLDER), folder);
      for (const { measure } of found.measured) measures.set(measure.id, measure);
      rows.push(
        rowOf(
          manifest,
          set,
          relativeTo(folder, path.dirname(file)),
          found.measured.map(({ score }) => score),
        ),
      );
      findings.push(...found.findings);
      const isEmpty = found.measured.length === 0 && found.findings.length === 0;
      if (isEmpty) findings.push({ code: 'noResults', file: relativeTo(folder, place), names: [] });
    }
  }
  return {
    folder,
    measures: [...measures.values()],
    rows,
    groups: experimentGroups(rows),
    findings: [...findings, ...selectionsApart(rows)],
  };
}

type Manifest = Pick<PreparedTraining, 'trainer' | 'recipe' | 'baseModel' | 'seeds' | 'selection' | 'pool' | 'sets'>;

function rowOf(
  { trainer, recipe, baseModel, seeds, selection, pool }: Manifest,
  { name, rows, seed }: Manifest['sets'][number],
  folder: string,
  results: ExperimentRow['results'],
): ExperimentRow {
  const source = ({ file, sha256 }: Manifest['selection']) => ({ file, sha256 });
  return {
    ...{ folder, set: name, budget: rows },
    seed: seed ?? (name === 'preferences' ? seeds.pairs : undefined) ?? null,
    setup: { trainer, recipe, baseModel },
    selection: source(selection),
    pool: pool === null ? null : source(pool),
    results,
  };
}

/** Other programs write files of this name too: they are passed over, unless they pass for one of ours. */
function manifestIn(value: unknown): Manifest | 'other' | 'broken' {
  if (value === undefined) return 'broken';
  if (!isObject(value) || !('sets' in value) || !('recipe' in value)) return 'other';
  return isManifest(value) ? value : 'broken';
}

function isManifest(value: JsonObject): value is JsonObject & Manifest {
  const { trainer, recipe, baseModel, seeds, selection, pool, sets } = value;
  return (
    TRAINER_NAMES.includes(trainer) &&
    [recipe, baseModel].every((each) => typeof each === 'string') &&
    isObject(seeds) &&
    isSource(selection) &&
    (pool === null || isSource(pool)) &&
    Array.isArray(sets) &&
    sets.every(isSet)
  );
}

function isSource(value: unknown): boolean {
  return isObject(value) && typeof value.file === 'string' && typeof value.sha256 === 'string';
}

const TRAINER_NAMES: readonly unknown[] = TRAINERS;
const NAMES_OF_SETS: readonly unknown[] = SET_NAMES;

/** The name becomes part of a path: nothing but ours is followed. */
function isSet(value: unknown): boolean {
  return isObject(value) && NAMES_OF_SETS.includes(value.name) && Number.isSafeInteger(value.rows);
}
