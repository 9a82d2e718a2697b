import * as l10n from '@vscode/l10n';
import type { EngineApi } from '../../protocol/requests';
import type { ApiKeys } from '../connectScorer/apiKeys';
import { baseUrlProblem } from '../connectScorer/draft';
import { type Asked, type Step, typeIn } from '../connectScorer/quickSteps';
import { askKey, type ServerAnswers } from '../connectScorer/serverQuestions';
import type { AskingDraft } from './annotateDraft';

/** What the questions work with. */
export interface AskingParts {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly keys: ApiKeys;
  /** Of a million tokens; null = not known. */
  readonly price: number | null;
  /** The server that is proposed. */
  readonly baseUrl: string;
}

/** A question that does not know yet which of how many it is. */
export type Question = (asked: Asked) => ReturnType<Step>;

export function numbered(title: string, questions: readonly Question[]): Step[] {
  return questions.map((question, at) => () => question({ title, step: at + 1, totalSteps: questions.length }));
}

/** Where a server is; nothing about the editor's own models. */
export function askWhere(draft: AskingDraft, servers: ServerAnswers): Question[] {
  if (draft.kind === 'editor') return [];
  const prompt = l10n.t('The base URL of its API, as seen from where the extension runs');
  return [
    (asked) =>
      typeIn({ ...asked, prompt, value: draft.baseUrl, check: baseUrlProblem }, (url) => (draft.baseUrl = url)),
    (asked) => askKey(asked, draft.baseUrl, servers),
  ];
}

/** What it may take at most. @param price of a million tokens; null = not known */
export function askCaps(draft: AskingDraft, price: number | null): Question[] {
  const requests: Question = (asked) =>
    typeIn(
      {
        ...asked,
        prompt: l10n.t('The most requests to make, over all resumptions. Empty: no limit'),
        value: draft.mostRequests === null ? '' : String(draft.mostRequests),
        check: (text) => (text === '' ? undefined : notCount(text)),
      },
      (text) => (draft.mostRequests = text === '' ? null : Number(text)),
    );
  const cost: Question = (asked) =>
    typeIn(
      {
        ...asked,
        prompt: l10n.t('The most to pay, at {0} per million tokens. Empty: no limit', String(price)),
        value: draft.mostCost === null ? '' : String(draft.mostCost),
        check: (text) => (text === '' || Number(text) > 0 ? undefined : l10n.t('Type a number above 0')),
      },
      (text) => (draft.mostCost = text === '' ? null : Number(text)),
    );
  return draft.kind === 'server' && price !== null && price > 0 ? [requests, cost] : [requests];
}

/** What is wrong with a number of things to be had; undefined = nothing. */
export function notCount(text: string): string | undefined {
  return /^[1-9]\d{0,6}$/.test(text) ? undefined : l10n.t('Type a whole number from 1');
}
