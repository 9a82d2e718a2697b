import * as l10n from '@vscode/l10n';
import { parseCondition } from '../../choices/conditions/condition';
import { parseQuota } from '../../choices/quotas';
import { DeitaError } from '../../common/errors';
import { checkSelection } from '../../protocol/checkSelection';
import { signalsOf, type SelectionRequest } from '../../protocol/selection';
import { signalNamed } from '../../protocol/signals';
import { errorWords } from '../../wording/errorText';

/** What is wrong with a condition, by the parser of runs, and where; undefined = nothing. Empty = no condition. */
export function conditionProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  return problemOf(
    () => {
      parseCondition(text);
      signalsOf({ where: text });
    },
    (column) =>
      l10n.t(
        'Here: {0}',
        `${text.slice(Math.max(0, column - 1 - SHOWN), column - 1)}▸${text.slice(column - 1, column - 1 + SHOWN)}`,
      ),
  );
}

const SHOWN = 24;

/** What is wrong with a quota; undefined = nothing. */
export function quotaProblem(text: string): string | undefined {
  return problemOf(() => {
    signalNamed(parseQuota(text.trim()).signal);
  });
}

/** What is wrong with a name that rows are ranked or tagged by; undefined = nothing. */
export function rankingProblem(name: string): string | undefined {
  return problemOf(() => {
    const asked: SelectionRequest = { strategy: 'none', budget: -1, rankBy: name, scorer: { kind: 'built-in' } };
    checkSelection(asked);
  });
}

function problemOf(check: () => void, place?: (column: number) => string): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof DeitaError)) throw error;
    const { message } = errorWords(error);
    const column = Number(error.said?.args['column']);
    return place === undefined || Number.isNaN(column) ? message : `${message} ${place(column)}`;
  }
}
