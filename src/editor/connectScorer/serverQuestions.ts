import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { DeitaError, messageOf } from '../../common/errors';
import { plainLabel } from '../plainLabel';
import { type Asked, pick, type Step, typeIn } from './quickSteps';
import { errorWords } from '../../wording/errorText';

/** What the questions need to know of servers. */
export interface ServerAnswers {
  /** The key typed for a server, in use at once; '' = the one that is kept, if there is one. */
  useKey(baseUrl: string, apiKey: string): Promise<void>;
  hasKey(baseUrl: string): Promise<boolean>;
  models(baseUrl: string): Promise<readonly string[]>;
}

export async function askKey(asked: Asked, baseUrl: string, servers: ServerAnswers): ReturnType<Step> {
  const placeholder = (await servers.hasKey(baseUrl))
    ? l10n.t('Empty: the key that is kept for this server')
    : l10n.t('Empty: no key');
  const prompt = l10n.t('API key. It is kept in the secret storage and sent to this server alone');
  let apiKey = '';
  const end = await typeIn({ ...asked, prompt, placeholder, password: true }, (text) => (apiKey = text));
  if (end === 'next') await servers.useKey(baseUrl, apiKey);
  return end;
}

/** A model in a list; one without a name is typed, or served elsewhere. */
export interface ServedModelItem extends vscode.QuickPickItem {
  readonly model?: string;
  readonly elsewhere?: boolean;
  /** Chosen to give the server's address again. */
  readonly isProblem?: true;
}

export async function askModel(
  asked: Asked,
  question: { readonly ask: string; readonly likely: RegExp },
  baseUrl: string,
  servers: ServerAnswers,
  onAnswer: (model: string) => void,
  more: readonly ServedModelItem[] = [],
): ReturnType<Step> {
  const typeAName: ServedModelItem = { label: `$(edit) ${l10n.t('Type a name…')}`, alwaysShow: true };
  const items = listModels(baseUrl, servers, [...more, typeAName]);
  const active = ({ model }: ServedModelItem): boolean => model !== undefined && question.likely.test(model);
  let chosen = typeAName;
  const ask = { ...asked, placeholder: question.ask, items, active, typed: typedModel };
  const end = await pick(ask, (item) => (chosen = item));
  if (end !== 'next') return end;
  if (chosen.isProblem === true) return 'twoBack'; // Over the key, to the address.
  if (chosen.model === undefined && chosen.elsewhere !== true) return typeModel(asked, question.ask, onAnswer);
  onAnswer(chosen.model ?? '');
  return end;
}

function typedModel(model: string): ServedModelItem {
  return { label: plainLabel(l10n.t('Use the model “{0}”', model)), model, alwaysShow: true };
}

function typeModel(asked: Asked, prompt: string, onAnswer: (model: string) => void): ReturnType<Step> {
  const check = (text: string): string | undefined =>
    text === '' ? l10n.t('Type the name that the server has for it') : undefined;
  return typeIn({ ...asked, prompt, check }, onAnswer);
}

/**
 * A server that lists nothing may serve all the same. Why it does not answer is shown in the list's place, with the way
 * back to its address as what is proposed.
 */
async function listModels(
  baseUrl: string,
  servers: ServerAnswers,
  more: readonly ServedModelItem[],
): Promise<ServedModelItem[]> {
  try {
    const models = await servers.models(baseUrl);
    return [...models.map((model) => ({ label: plainLabel(model), model })), ...more];
  } catch (error) {
    return [problemItem(error), ...more];
  }
}

function problemItem(error: unknown): ServedModelItem {
  const { message, hint = '' } = error instanceof DeitaError ? errorWords(error) : { message: messageOf(error) };
  return {
    label: `$(arrow-left) ${l10n.t('Back to the address')}`,
    detail: plainLabel(`${message} ${hint}`.trim()),
    alwaysShow: true,
    isProblem: true,
  };
}
