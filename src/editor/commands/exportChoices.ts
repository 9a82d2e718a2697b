import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { POOL_ENDING } from '../../dataset/containers/pool/poolFile';
import { endingLike, withoutContainer } from '../../dataset/outputName';
import type { DatasetInfo, ExportOrder, ExportRequest } from '../../protocol/dataset';

export interface RowsWhat extends Pick<ExportRequest, 'rows' | 'order' | 'withScores'> {
  /** Whether the rows of each file of a pool go to a file of their own; `outputPath` is their folder then. */
  readonly perSource?: true;
}

export type ExportWhat = RowsWhat | 'report' | 'recipe';

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
  const { rows, order, withScores, perSource, ...others } = value as Readonly<Record<string, unknown>>;
  const isKnown =
    (rows === 'all' || rows === 'selected' || rows === 'deduplicated') &&
    (order === 'score' || order === 'file') &&
    (perSource === undefined || perSource === true);
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
      selectedRows(),
      { ...selected('file', false), detail: l10n.t('As they stand in the file; lines byte for byte as in the source') },
      selected('score', true),
      selected('file', true),
      ...(info.poolFiles === undefined ? [] : [selectedPerSource()]),
    );
  }
  if ((info.scored && info.rowsScored === undefined) || info.selection !== null) choices.push(allWithScores());
  if (info.nearDuplicates !== undefined) choices.push(deduplicated());
  if (info.selection !== null) choices.push(report(), recipe());
  return choices;
}

export function selectedRows(): ExportChoice {
  const detail = l10n.t('Highest evol score first; lines byte for byte as in the source');
  return { ...selected('score', false), detail };
}

function selectedPerSource(): ExportChoice {
  return {
    label: l10n.t('Selected rows, one file per source'),
    detail: l10n.t('In a folder; each as the file of the pool is that its rows come from'),
    what: { rows: 'selected', order: 'file', withScores: false, perSource: true },
    suffix: '.selected',
  };
}

function allWithScores(): ExportChoice {
  return {
    label: l10n.t('All rows, with scores'),
    detail: l10n.t('The whole pool in file order, bad rows included'),
    what: { rows: 'all', order: 'file', withScores: true },
    suffix: '.scored',
  };
}

function deduplicated(): ExportChoice {
  return {
    label: l10n.t('Without near-duplicates'),
    detail: l10n.t(
      'In file order: of each group the best row and those kept by hand, and nothing that is dropped by hand',
    ),
    what: { rows: 'deduplicated', order: 'file', withScores: false },
    suffix: '.deduplicated',
  };
}

export function report(): ExportChoice {
  return {
    label: l10n.t('Selection report'),
    detail: l10n.t('JSON with parameters, counts and the decision on every row'),
    what: 'report',
    suffix: '.report',
  };
}

export function recipe(): ExportChoice {
  return {
    label: l10n.t('Recipe'),
    detail: l10n.t('YAML with the dataset’s hash and every parameter: deita run makes the same selection of it'),
    what: 'recipe',
    suffix: '.deita.recipe.yaml',
  };
}

function selected(order: ExportOrder, withScores: boolean): ExportChoice {
  return {
    label: selectedLabel(order, withScores),
    detail: l10n.t('Adds complexity_scores, quality_scores, evol_score and deita_status'),
    what: { rows: 'selected', order, withScores },
    suffix: withScores ? '.selected.scored' : '.selected',
  };
}

function selectedLabel(order: ExportOrder, withScores: boolean): string {
  if (order === 'file') {
    return withScores ? l10n.t('Selected rows, file order, with scores') : l10n.t('Selected rows, file order');
  }
  return withScores ? l10n.t('Selected rows, score order, with scores') : l10n.t('Selected rows, score order');
}

/** Where an export goes unless the person says otherwise: beside the source, as `name.selected.jsonl`. */
export function proposedPath(source: string, { what, suffix }: ExportChoice): string {
  const { dir, base } = path.parse(source);
  const isPool = base.endsWith(POOL_ENDING);
  const name = withoutContainer(isPool ? base.slice(0, -POOL_ENDING.length) : base);
  if (what === 'recipe') return path.join(dir, `${name}${suffix}`);
  if (what === 'report') return path.join(dir, `${name}${suffix}.json`);
  if (what.perSource === true) return path.join(dir, `${name}${suffix}`);
  return path.join(dir, `${name}${suffix}${isPool ? '.jsonl' : endingLike(base, what.withScores)}`);
}
