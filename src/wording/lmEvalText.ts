import * as l10n from '@vscode/l10n';
import type { LmEvalModel, LmEvalSummary, LmEvalWarning } from '../protocol/evaluation';
import { formatPercent } from './numbers';

/** What lm-evaluation-harness found, or the commands to run where there is nothing yet. */
export function lmEvalText({ models, commands }: LmEvalSummary, folder: string): string {
  if (models.length > 0) return models.flatMap(describe).join('\n');
  return [l10n.t('{0} holds no results yet. To get them:', folder), ...commands, lmEvalServers()].join('\n');
}

/** What serves these tasks. */
export function lmEvalServers(): string {
  return l10n.t(
    'The tasks need log-probabilities of given text: a model folder or vLLM gives them; chat endpoints cannot, and llama-server gives results at the level of chance without saying so.',
  );
}

function describe({ model, tasks, missing, mean, warnings }: LmEvalModel): string[] {
  return [
    `${model === '' ? l10n.t('A model without a name') : model}:`,
    ...Object.entries(tasks).map(([name, { metric, score, standardError, shots }]) => {
      const error = standardError === null ? '' : ` ± ${formatPercent(standardError, 1)}`;
      const how = shots === null ? l10n.t('shots unknown') : l10n.t('{0}-shot', shots);
      return `  ${name}: ${formatPercent(score, 1)}${error} (${metric}, ${how})`;
    }),
    mean === null
      ? `  ${l10n.t('Not there: {0}.', missing.join(', '))}`
      : `  ${l10n.t('Mean: {0}', formatPercent(mean, 1))}`,
    ...warnings.map((warning) => `  ${l10n.t('Note: {0}.', warningText(warning))}`),
  ];
}

function warningText(warning: LmEvalWarning): string {
  switch (warning.code) {
    case 'shots':
      return warning.found === null
        ? l10n.t('{0} was run with an unknown number of shots, the leaderboard takes {1}', warning.task, warning.wanted)
        : l10n.t('{0} was run with {1} shots, the leaderboard takes {2}', warning.task, warning.found, warning.wanted);
    case 'subjects':
      return warning.wanted === null
        ? l10n.t('{0} is the mean of {1} subjects, not of all', warning.task, warning.found)
        : l10n.t('{0} is the mean of {1} subjects, not of {2}', warning.task, warning.found, warning.wanted);
    case 'chance':
      return l10n.t(
        '{0} is at the level of chance: does the server give log-probabilities of given text?',
        warning.task,
      );
    case 'chat':
      return l10n.t('run by {0}, which cannot give log-probabilities of given text', warning.runner);
    case 'server':
      return l10n.t(
        'run by {0}: vLLM gives log-probabilities of given text, llama-server does not and does not say so',
        warning.runner,
      );
    case 'limited':
      return l10n.t('only a part of each task was run (--limit)');
  }
}
