import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isCancelled } from '../../common/errors';
import type { EngineApi } from '../../protocol/requests';
import { plainMessage } from '../errors/plainMessage';
import type { ApiKeys } from './apiKeys';
import { type ConnectionDraft, probesOf, savedMessage, settingsOf } from './draft';
import { askAboutFindings, type ProbedModel } from './findingsView';
import { questionsFor } from './questions';
import { runSteps } from './quickSteps';
import { TypedKeys } from './typedKeys';
import { readSetting } from '../settings';
import { saveSettings } from '../saveSettings';
import { withProgress } from '../withProgress';

export interface Connecting {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly keys: ApiKeys;
  /** Rows of the dataset that a person looks at; undefined = none is open. */
  readonly rowCount: () => number | undefined;
}

/** Asks for a server, looks whether it can do the work, and makes it the one that is used. */
export async function connectScorer({ engine, keys, rowCount }: Connecting): Promise<void> {
  const draft = draftFromSettings();
  const servers = new TypedKeys(engine, keys);
  try {
    while (await runSteps(() => questionsFor(draft, servers))) {
      const probed = await probeAll(engine, draft);
      const answer = probed === undefined ? 'again' : await askAboutFindings(probed, rowCount());
      if (answer === 'again') continue;
      if (answer === 'save') await save(draft, servers, probed?.every(({ report }) => report.usable) === true);
      return;
    }
  } finally {
    await servers.forget();
  }
}

function draftFromSettings(): ConnectionDraft {
  return {
    purpose: readSetting('server.judge', null) ? 'judge' : 'scorer',
    preset: readSetting('server.preset', null),
    baseUrl: readSetting('server.baseUrl', null),
    model: '',
    qualityModel: '',
    qualityBaseUrl: '',
  };
}

/** @returns undefined when the person has cancelled it */
async function probeAll(
  engine: Pick<EngineApi, 'request'>,
  draft: ConnectionDraft,
): Promise<readonly ProbedModel[] | undefined> {
  return withProgress(l10n.t('DEITA: checking the server'), async (options) => {
    const probed: ProbedModel[] = [];
    try {
      for (const request of probesOf(draft)) {
        probed.push({ request, report: await engine.request('server/probe', request, options) });
      }
    } catch (error) {
      if (isCancelled(error)) return undefined;
      throw error;
    }
    return probed;
  });
}

async function save(draft: ConnectionDraft, servers: TypedKeys, usable: boolean): Promise<void> {
  await servers.keep([draft.baseUrl, draft.qualityBaseUrl]);
  await saveSettings(settingsOf(draft));
  const text = savedMessage(draft, usable);
  if (usable) void vscode.window.showInformationMessage(plainMessage(text));
  else void vscode.window.showWarningMessage(plainMessage(text));
}
