import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ProbeFinding, ProbeReport, ProbeRequest } from '../../protocol/serverProbe';
import { rows } from '../../wording/counts';
import { formatEstimate } from '../../wording/numbers';
import { answerTo } from '../answerTo';
import { plainLabel } from '../plainLabel';
import { findingWords } from '../../wording/errorText';

export interface ProbedModel {
  readonly request: ProbeRequest;
  readonly report: ProbeReport;
}

export type FindingsAnswer = 'save' | 'again' | 'cancel';

interface FindingItem extends vscode.QuickPickItem {
  readonly answer?: FindingsAnswer;
}

/** Shows what was found and asks what to do about it. Findings themselves can be read, not chosen. */
export async function askAboutFindings(
  probed: readonly ProbedModel[],
  rowCount: number | undefined,
): Promise<FindingsAnswer> {
  const usable = probed.every(({ report }) => report.usable);
  const input = vscode.window.createQuickPick<FindingItem>();
  input.title = usable ? l10n.t('DEITA: the server can be used') : l10n.t('DEITA: the server cannot be used like this');
  input.placeholder = usable ? l10n.t('Use it?') : l10n.t('What to change is said below each problem');
  input.ignoreFocusOut = true;
  input.items = [
    ...actions(usable),
    ...probed.flatMap((model) => findingItems(model, probed.length > 1)),
    ...estimate(probed, rowCount),
  ];
  return (await answerTo(input, () => input.selectedItems[0]?.answer)) ?? 'cancel';
}

function actions(usable: boolean): FindingItem[] {
  const again: FindingItem = { label: `$(arrow-left) ${l10n.t('Back to the questions')}`, answer: 'again' };
  if (usable) return [{ label: `$(check) ${l10n.t('Use it')}`, answer: 'save' }, again];
  return [again, { label: `$(save) ${l10n.t('Save anyway')}`, answer: 'save' }];
}

const ICONS: Readonly<Record<ProbeFinding['level'], string>> = {
  ok: '$(pass)',
  warning: '$(warning)',
  problem: '$(error)',
};

function findingItems({ request, report }: ProbedModel, several: boolean): FindingItem[] {
  const separator = {
    label: plainLabel(several ? `${request.role}: ${request.model}` : request.model),
    kind: vscode.QuickPickItemKind.Separator,
  };
  return [separator, ...report.findings.map(findingItem)];
}

function findingItem(finding: ProbeFinding): FindingItem {
  const { message, hint } = findingWords(finding);
  return {
    label: `${ICONS[finding.level]} ${plainLabel(message)}`,
    ...(hint === undefined ? {} : { detail: plainLabel(hint) }),
  };
}

/** At least one turn a row: how many there are is known only once the file is read. */
function estimate(probed: readonly ProbedModel[], rowCount: number | undefined): FindingItem[] {
  if (rowCount === undefined || rowCount === 0) return [];
  let secondsPerRow = 0;
  for (const { report } of probed) {
    if (report.textsPerSecond === null) return [];
    secondsPerRow += 1 / report.textsPerSecond;
  }
  const length = formatEstimate(rowCount * secondsPerRow * 1000);
  const label = `$(clock) ${l10n.t('The open dataset of {0} takes about {1}.', rows(rowCount), length)}`;
  return [
    {
      label,
      detail: l10n.t('Estimated for one turn per row; more turns take longer, and what is in the cache takes no time'),
    },
  ];
}
