import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PoolSignalsRequest } from '../../protocol/poolSignals';
import { modelsOf } from '../../protocol/selection';
import { RANKING_SIGNALS, SIGNALS } from '../../protocol/signals';
import { signalSupplyOf } from '../../protocol/signalSupply';
import { signalName } from '../../wording/signalTexts';
import type { CostConsent } from '../commands/costConfirmation';
import { confirmCost } from '../commands/costConfirmation';
import type { DatasetJobs } from '../commands/jobs';
import { starting } from '../commands/startingProgress';
import type { DatasetSession } from '../datasets/datasetSession';
import { plainLabel } from '../plainLabel';
import { readSetting } from '../settings';
import { withModels } from '../strategy/signalModelQuestions';
import { askField, askJoinedField, signalItem } from '../strategy/strategyQuestions';

type Asked = Pick<PoolSignalsRequest, 'names' | 'join' | 'languageModel' | 'judge'>;

interface SignalItem extends vscode.QuickPickItem {
  /** What taking it does; undefined when a question was left. */
  readonly ask?: () => Promise<Asked | undefined>;
  /** Of a signal that is there: it is taken away. */
  readonly added?: string;
}

/** Asks which signal to show beside the rows, and computes it; one that is there is taken away. */
export async function addSignal(session: DatasetSession, jobs: DatasetJobs, consent: CostConsent): Promise<void> {
  const title = l10n.t('Add a signal to {0}', plainLabel(path.basename(session.uri.fsPath)));
  const placeHolder = l10n.t('It becomes a column, and goes into reports and exports with scores');
  const picked = await vscode.window.showQuickPick(itemsFor(session), { title, placeHolder, matchOnDetail: true });
  if (picked?.added !== undefined) {
    await session.request('dataset/removeSignal', { name: picked.added });
    return;
  }
  const asked = await picked?.ask?.();
  if (asked === undefined) return;
  await jobs.runBeside(async () => {
    const [name = ''] = asked.names;
    const models = modelsOf({ budget: -1, strategy: 'none', rankBy: name, ...asked });
    if (!(await confirmCost(session, models, consent))) return;
    await session.runJob('dataset/signals', { ...asked, rows: false, add: true }, starting('read'));
  });
}

function itemsFor({ info, uri }: DatasetSession): readonly SignalItem[] {
  const added = (info.signals ?? []).map(({ name }) => name);
  const baseUrl = readSetting('server.baseUrl', uri);
  const offered = RANKING_SIGNALS.filter((id) => !SIGNALS[id].column && !added.includes(SIGNALS[id].name));
  return [
    ...offered.map((id): SignalItem => {
      const { name, label, detail } = signalItem(id);
      return { label, detail, ask: () => withName(name, baseUrl) };
    }),
    {
      label: l10n.t('A field of the rows…'),
      detail: l10n.t('Such as a reward that another tool wrote'),
      ask: async () => named(await askField('')),
    },
    {
      label: l10n.t('A field of a second file…'),
      detail: l10n.t('Whose rows belong to these by their order, or by a key'),
      ask: askJoinedField,
    },
    ...added.map((name): SignalItem => ({
      label: plainLabel(signalName(name)),
      description: l10n.t('take it away'),
      added: name,
    })),
  ];
}

async function withName(name: string, baseUrl: string): Promise<Asked | undefined> {
  const complete = await withModels({ strategy: 'none', rankBy: name }, baseUrl);
  return complete && { names: [name], ...signalSupplyOf(complete) };
}

function named(name: string | undefined): Asked | undefined {
  return name === undefined ? undefined : { names: [name] };
}
