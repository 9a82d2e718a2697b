import path from 'node:path';
import type { DatasetInfo, ExportOrder } from '../../protocol/dataset';
import type { ExportRequest } from '../../protocol/requests';

export type ExportWhat = Pick<ExportRequest, 'rows' | 'order' | 'withScores'> | 'report';

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
      selected('score', false, 'Highest evol score first; lines byte for byte as in the source'),
      selected('file', false, 'As they stand in the file; lines byte for byte as in the source'),
      selected('score', true, 'Adds complexity_scores, quality_scores, evol_score and deita_status'),
      selected('file', true, 'Adds complexity_scores, quality_scores, evol_score and deita_status'),
    );
  }
  if (info.scored || info.selection !== null) choices.push(ALL_WITH_SCORES);
  if (info.selection !== null) choices.push(REPORT);
  return choices;
}

const ALL_WITH_SCORES: ExportChoice = {
  label: 'All rows, with scores',
  detail: 'The whole pool in file order, bad rows included',
  what: { rows: 'all', order: 'file', withScores: true },
  suffix: '.scored',
};

const REPORT: ExportChoice = {
  label: 'Selection report',
  detail: 'JSON with parameters, counts and the decision on every row',
  what: 'report',
  suffix: '.report',
};

function selected(order: ExportOrder, withScores: boolean, detail: string): ExportChoice {
  return {
    label: `Selected rows, ${order} order${withScores ? ', with scores' : ''}`,
    detail,
    what: { rows: 'selected', order, withScores },
    suffix: withScores ? '.selected.scored' : '.selected',
  };
}

/** Where an export goes unless the person says otherwise: beside the source, as `name.selected.jsonl`. */
export function proposedPath(source: string, { what, suffix }: ExportChoice): string {
  const { dir, name, ext } = path.parse(source);
  return path.join(dir, `${name}${suffix}${what === 'report' ? '.json' : ext}`);
}
