import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { fileExists } from '../../common/fileExists';
import { POOL_ENDING } from '../../dataset/containers/pool/poolFile';
import { endingLike, withoutContainer } from '../../dataset/outputName';
import { ROW_FORMS, type RowForm } from '../../choices/rowForms';
import { EXPORTED_ROWS, type ExportOrder, type ExportRequest, type ValidationSplit } from '../../protocol/exports';
import type { DatasetInfo } from '../../protocol/dataset';

export interface RowsWhat extends Pick<ExportRequest, 'rows' | 'order' | 'withScores' | 'form'> {
  /** Whether the rows of each file of a pool go to a file of their own; `outputPath` is their folder then. */
  readonly perSource?: true;
}

export type ExportWhat = RowsWhat | 'report' | 'recipe';

/** An export with every question answered beforehand, for key bindings, tasks and tests. */
export interface ExportArguments {
  readonly outputPath: string;
  readonly what: ExportWhat;
  readonly overwrite: boolean;
  /** Of rows that are split. */
  readonly validation?: Omit<ValidationSplit, 'outputPath'>;
  /** Of rows that are shuffled. */
  readonly shuffleSeed?: number;
}

/** Whether a command's argument is one of ours: menus pass their own, and any extension or key binding may pass anything. */
export function isExportArguments(value: unknown): value is ExportArguments {
  if (typeof value !== 'object' || value === null) return false;
  const { outputPath, what, overwrite, ...asked } = value as Partial<Record<keyof ExportArguments, unknown>>;
  const hasPath = typeof outputPath === 'string' && path.isAbsolute(outputPath) && !outputPath.includes('\0');
  return hasPath && typeof overwrite === 'boolean' && Object.keys(asked).length === 0 && isExportWhat(what);
}

function isExportWhat(value: unknown): value is ExportWhat {
  if (value === 'report' || value === 'recipe') return true;
  if (typeof value !== 'object' || value === null) return false;
  const { rows, order, withScores, perSource, form, ...others } = value as Readonly<Record<string, unknown>>;
  const isKnown =
    isOneOf(EXPORTED_ROWS, rows) &&
    (order === 'score' || order === 'file') &&
    (perSource === undefined || perSource === true) &&
    (form === undefined || isOneOf(ROW_FORMS, form));
  return isKnown && typeof withScores === 'boolean' && Object.keys(others).length === 0;
}

function isOneOf(known: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && known.includes(value);
}

export interface ExportChoice {
  readonly label: string;
  readonly detail: string;
  readonly what: ExportWhat;
  /** Whether some rows are put aside for validation, of which the user is asked; the file is of those to train on. */
  readonly isSplit?: true;
  /** Whether a seed decides the order of the rows, of which the user is asked. */
  readonly isShuffled?: true;
  /** Ending of the proposed file name. */
  readonly suffix: string;
}

/**
 * What a dataset has to export: without a selection, its scores alone.
 * @param isShown whether a table shows rows of it
 */
export function exportChoices(info: DatasetInfo, isShown: boolean): ExportChoice[] {
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
  if (isShown) choices.push(shownRows());
  if (info.selection !== null)
    choices.push(leftOutRows(), shuffledRows(), splitRows(), ...ROW_FORMS.map(convertedRows), report(), recipe());
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

function shownRows(): ExportChoice {
  return {
    label: l10n.t('Rows that the table shows'),
    detail: l10n.t('By its filter and in its order; lines byte for byte as in the source'),
    what: { rows: 'shown', order: 'file', withScores: false },
    suffix: '.shown',
  };
}

function leftOutRows(): ExportChoice {
  return {
    label: l10n.t('Rows that were not selected'),
    detail: l10n.t(
      'In file order, with scores and deita_status: near-duplicates, rows not reached, excluded or unscored',
    ),
    what: { rows: 'leftOut', order: 'file', withScores: true },
    suffix: '.left-out',
  };
}

function shuffledRows(): ExportChoice {
  return {
    label: l10n.t('Selected rows, shuffled…'),
    detail: l10n.t('In an order that a seed decides; lines byte for byte as in the source'),
    what: { rows: 'selected', order: 'score', withScores: false },
    isShuffled: true,
    suffix: '.shuffled',
  };
}

function splitRows(): ExportChoice {
  return {
    label: l10n.t('Selected rows, for training and validation…'),
    detail: l10n.t('Two files; a seed decides which rows are put aside'),
    what: { rows: 'selected', order: 'score', withScores: false },
    isSplit: true,
    suffix: '.train',
  };
}

/** The names of the forms are no words of a language. */
const FORM_NAMES: Readonly<Record<RowForm, string>> = {
  messages: 'OpenAI messages',
  sharegpt: 'ShareGPT',
  alpaca: 'Alpaca',
};

function convertedRows(form: RowForm): ExportChoice {
  return {
    label: l10n.t('Selected rows as {0}', FORM_NAMES[form]),
    detail: l10n.t('JSON Lines, score order; rows that have no place in the form are left out and counted'),
    what: { rows: 'selected', order: 'score', withScores: false, form },
    suffix: `.${form}`,
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
  if (what.form !== undefined) return path.join(dir, `${name}${suffix}.jsonl`);
  return path.join(dir, `${name}${suffix}${isPool ? '.jsonl' : endingLike(base, what.withScores)}`);
}

/**
 * Whether what is there is replaced, as the file dialog has asked about the file that was chosen. A file for validation
 * beside it is asked about later, as is a manifest where there is no file.
 */
export async function isReplaced(chosen: string, { isSplit }: Pick<ExportChoice, 'isSplit'>): Promise<boolean> {
  return (await fileExists(chosen)) && !(isSplit === true && (await fileExists(validationPath(chosen))));
}

/** Where rows for validation go: beside those for training, by a name that tells them apart. */
export function validationPath(trainPath: string): string {
  const { dir, base } = path.parse(trainPath);
  const name = withoutContainer(base);
  const stem = name.endsWith('.train') ? name.slice(0, -'.train'.length) : name;
  return path.join(dir, `${stem}.validation${base.slice(name.length)}`);
}
