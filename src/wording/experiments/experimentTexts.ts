import * as l10n from '@vscode/l10n';
import type { ExperimentFinding, Experiments, Measure, SetScores, TrainingSetup } from '../../protocol/experiments';
import { formatEffect, formatPercent, formatScore } from '../numbers';

/**
 * Such as "MT-Bench, judged by gpt-4".
 * @param written how names, which are other people's, are written where the title stands
 */
export function measureTitle(
  { kind, subject, judge }: Measure,
  written = (foreign: string): string => foreign,
): string {
  switch (kind) {
    case 'mt-bench':
      return l10n.t('MT-Bench, judged by {0}', written(judge ?? ''));
    case 'mt-bench-pairwise':
      return l10n.t('MT-Bench, win rate against {0}, judged by {1}', written(subject ?? ''), written(judge ?? ''));
    case 'pairwise':
      return l10n.t('Win rate against {0}, judged by {1}', written(subject ?? ''), written(judge ?? ''));
    case 'lm-eval':
      return subject === 'mean' ? l10n.t('Mean of the four leaderboard tasks') : written(subject ?? '');
  }
}

/** A training folder as `ExperimentRow` has it; by its own name where it is the folder that was read. */
export function folderTitle(folder: string, { folder: read }: Pick<Experiments, 'folder'>): string {
  return folder === '.' ? (read.split(/[\\/]/).findLast(Boolean) ?? read) : folder;
}

export function setupTitle({ baseModel, recipe, trainer }: TrainingSetup): string {
  return l10n.t('{0}, recipe {1}, {2}', baseModel, recipe, trainer);
}

export function setTitle(set: SetScores['set']): string {
  const titles = {
    selection: l10n.t('Selection'),
    random: l10n.t('Random'),
    longest: l10n.t('Longest'),
    preferences: l10n.t('Preference pairs'),
  };
  return titles[set];
}

/** As the measure is read: shares as percentages. */
export function measuredText(score: number, { range }: Pick<Measure, 'range'>): string {
  return range[1] === 1 ? formatPercent(score, 1) : formatScore(score);
}

/** A difference of two scores, with its sign; an en dash where there is none. */
export function differenceText(difference: number | null | undefined, { range }: Pick<Measure, 'range'>): string {
  if (difference === null || difference === undefined) return '–';
  return range[1] === 1 ? l10n.t('{0} points', formatEffect(difference * 100)) : formatEffect(difference);
}

/** The mean, with its interval where several runs say how far it may be off. */
export function meanText({ mean, interval }: SetScores, measure: Measure): string {
  if (interval === null) return measuredText(mean, measure);
  const bounds = [interval.low, interval.high].map((bound) => measuredText(bound, measure));
  return l10n.t('{0} ({1} to {2})', measuredText(mean, measure), ...bounds);
}

/** What does not count, or counts with care. */
export function findingText({ code, file, names }: ExperimentFinding): string {
  const list = names.join(', ');
  switch (code) {
    case 'manifestBroken':
      return l10n.t('{0} is no manifest that can be read: its folder is left out.', file);
    case 'resultBroken':
      return l10n.t('{0} is no result that can be read: it is left out.', file);
    case 'resultHalf':
      return list === ''
        ? l10n.t('{0} belongs to an evaluation that is not finished: it is left out.', file)
        : l10n.t('{0} lacks results of {1}: there is no mean over the tasks.', file, list);
    case 'noResults':
      return l10n.t('{0} has no results yet.', file);
    case 'measuredTwice':
      return l10n.t('{0} holds two results of “{1}”: the first by name counts.', file, list);
    case 'severalModels':
      return l10n.t(
        '{0} holds lm-evaluation-harness results of several models, of which none counts: {1}.',
        file,
        list,
      );
    case 'lmEvalWarned':
      return l10n.t(
        '{0} has results that are not those of the leaderboard ({1}): deita evaluate lm-eval says why.',
        file,
        list,
      );
    case 'apart':
      return l10n.t('Selections of the same size differ, and stand apart: {0}.', list);
  }
}

export function paperSentence(): string {
  return l10n.t('MT-Bench by the paper’s own judge: for orientation, not comparable with the tables above.');
}

export function intervalSentence(): string {
  return l10n.t(
    'In parentheses: Student’s t-interval of the mean over runs that differ in seeds alone, at 95 %; one run has none. Scores are comparable within one table only.',
  );
}
