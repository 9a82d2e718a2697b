import path from 'node:path';
import type { DatasetInfo, ExportOrder, ExportRequest } from '../../protocol/dataset';

export type ExportWhat = Pick<ExportRequest, 'rows' | 'order' | 'withScores'> | 'report' | 'recipe';

/** An export with every question answered beforehand, for key bindings, tasks and tests. */
export interface ExportArguments {
  readonly outputPath: string;
  readonly what: ExportWhat;
  readonly overwrite: boolean;
}

/** Whether a command's argument is one of ours: menus pass their own, and any extension or key binding may pass anything. */
export function isExportArguments(value: unknown): value is ExportArguments {
  if (typeof value !== 'object' || value === null) return false;
  const { outputPath, what, overwrite } = value as Partial<Record<keyof ExportArguments, unknown>>;
  const hasPath = typeof outputPath === 'string' && path.isAbsolute(outputPath) && !outputPath.includes('\0');
  return hasPath && typeof overwrite === 'boolean' && isExportWhat(what);
}

function isExportWhat(value: unknown): value is ExportWhat {
  if (value === 'report' || value === 'recipe') return true;
  if (typeof value !== 'object' || value === null) return false;
  const { rows, order, withScores, ...others } = value as Readonly<Record<string, unknown>>;
  const isKnown = (rows === 'all' || rows === 'selected') && (order === 'score' || order === 'file');
  return isKnown && typeof withScores === 'boolean' && Object.keys(others).length === 0;
}

export interface ExportChoice {
  readonly label: string;
  readonly detail: string;
  readonly what: ExportWhat;
  /** Ending of the proposed file name. */
  readonly suffix: string;
}

/** What a dataset has to export: without a selection, its scores alone. */
export function exportChoices(info: DatasetInfo): ExportChoice[] {
  const choices: ExportChoice[] = [];
  if (info.selection !== null) {
    choices.push(
      SELECTED,
      selected('file', false, 'As they stand in the file; lines byte for byte as in the source'),
      selected('score', true, 'Adds complexity_scores, quality_scores, evol_score and deita_status'),
      selected('file', true, 'Adds complexity_scores, quality_scores, evol_score and deita_status'),
    );
  }
  if ((info.scored && info.rowsScored === undefined) || info.selection !== null) choices.push(ALL_WITH_SCORES);
  if (info.selection !== null) choices.push(REPORT, RECIPE);
  return choices;
}

export const SELECTED = selected('score', false, 'Highest evol score first; lines byte for byte as in the source');

const ALL_WITH_SCORES: ExportChoice = {
  label: 'All rows, with scores',
  detail: 'The whole pool in file order, bad rows included',
  what: { rows: 'all', order: 'file', withScores: true },
  suffix: '.scored',
};

export const REPORT: ExportChoice = {
  label: 'Selection report',
  detail: 'JSON with parameters, counts and the decision on every row',
  what: 'report',
  suffix: '.report',
};

export const RECIPE: ExportChoice = {
  label: 'Recipe',
  detail: 'YAML with the dataset’s hash and every parameter: deita run makes the same selection of it',
  what: 'recipe',
  suffix: '.deita.recipe.yaml',
};

function selected(order: ExportOrder, withScores: boolean, detail: string): ExportChoice {
  return {
    label: `Selected rows, ${order} order${withScores ? ', with scores' : ''}`,
    detail,
    what: { rows: 'selected', order, withScores },
    suffix: withScores ? '.selected.scored' : '.selected',
  };
}

/** Rows are written as JSON, also those of a packed file: `train.json.gz` has a list of them, `train.parquet` lines. */
const FILE_NAME = /^(.+?)(\.(?:jsonl|ndjson|json))?(?:\.(?:gz|zst|parquet|arrow|feather|csv|tsv))?$/i;

/** Where an export goes unless the person says otherwise: beside the source, as `name.selected.jsonl`. */
export function proposedPath(source: string, { what, suffix }: ExportChoice): string {
  const { dir, base } = path.parse(source);
  const [, name = base, json = '.jsonl'] = FILE_NAME.exec(base) ?? [];
  const ending = what === 'recipe' ? '' : what === 'report' ? '.json' : json;
  return path.join(dir, `${name}${suffix}${ending}`);
}
