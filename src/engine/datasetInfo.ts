import type { DatasetInfo } from '../protocol/dataset';
import { fileInfo } from './fileFields';
import type { OpenDataset } from './openDataset';

type Known = Pick<OpenDataset, 'id' | 'dataset' | 'former' | 'facts' | 'results' | 'decisions' | 'added' | 'groups'>;

/** An open dataset as the fronts see it, without what only a selection of what its file held before tells. */
export function infoOf({ id, dataset, former, facts, results, decisions, added, groups }: Known): DatasetInfo {
  return {
    datasetId: id,
    ...fileInfo(dataset),
    contents: former.contents,
    problemCount: facts.problemCount,
    ...(facts.noted === 0 ? {} : { reading: facts.reading }),
    scored: results.scores !== null,
    ...(results.scores?.isPartial === true ? { rowsScored: results.scores.table.rowsScored } : {}),
    selection: results.selection?.summary ?? null,
    ...(added.all.length === 0 ? {} : { signals: added.all }),
    ...(groups.summary === undefined ? {} : { nearDuplicates: groups.summary }),
    ...(decisions.former === undefined ? {} : { formerDecisions: decisions.former }),
    ...(decisions.shown?.isEmpty === false
      ? { decisions: { ...decisions.shown.summary, file: decisions.shown.file } }
      : {}),
  };
}
