import * as l10n from '@vscode/l10n';
import type { ExperimentGroup, Experiments, Measure } from '../../protocol/experiments';
import { formatCount, formatScore } from '../numbers';
import { differenceText, folderTitle, meanText, measuredText, measureTitle, setTitle } from './experimentTexts';
import { paperNumbers } from './paper';

export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How a text that is not ours, such as a file's name, is written where the table stands. */
type Written = (foreign: string) => string;

/** What the sets of a group came to, by budget. */
export function groupTable({ budgets }: ExperimentGroup, measure: Measure, written: Written): TextTable {
  return {
    head: [
      l10n.t('Budget'),
      l10n.t('Set'),
      l10n.t('Rows of'),
      l10n.t('Runs'),
      l10n.t('Score'),
      l10n.t('Against random'),
      l10n.t('Against longest'),
    ],
    rows: budgets.flatMap(({ budget, sets }) =>
      sets.map((scores) => [
        formatCount(budget),
        setTitle(scores.set),
        written(scores.source),
        formatCount(scores.scores.length),
        meanText(scores, measure),
        differenceText(scores.against?.random, measure),
        differenceText(scores.against?.longest, measure),
      ]),
    ),
  };
}

/** Every run, with all that it was measured by. */
export function runTable(experiments: Experiments, written: Written): TextTable {
  const { rows, measures } = experiments;
  const titles = measures.map((measure) => measureTitle(measure, written));
  return {
    head: [l10n.t('Folder'), l10n.t('Set'), l10n.t('Budget'), l10n.t('Seed'), ...titles],
    rows: rows.map(({ folder, set, budget, seed, results }) => [
      written(folderTitle(folder, experiments)),
      setTitle(set),
      formatCount(budget),
      seed === null ? '–' : String(seed),
      ...measures.map((measure) => {
        const result = results.find((each) => each.measure === measure.id);
        return result === undefined ? '–' : measuredText(result.score, measure);
      }),
    ]),
  };
}

/** What the paper reports, for orientation. */
export function paperTable(): TextTable {
  return {
    head: [l10n.t('Model'), l10n.t('Score')],
    rows: paperNumbers().map(({ title, score }) => [title, formatScore(score)]),
  };
}

/** Groups with what they are measured by. */
export function measuredGroups({ groups, measures }: Pick<Experiments, 'groups' | 'measures'>): {
  readonly group: ExperimentGroup;
  readonly measure: Measure;
}[] {
  return groups.flatMap((group) => {
    const measure = measures.find(({ id }) => id === group.measure);
    return measure === undefined ? [] : [{ group, measure }];
  });
}

/** Whether numbers of the paper have something to stand beside. */
export function isBesidePaper({ measures }: Pick<Experiments, 'measures'>): boolean {
  return measures.some(({ kind }) => kind === 'mt-bench');
}
