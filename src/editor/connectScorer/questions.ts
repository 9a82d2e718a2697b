import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { SERVER_PRESETS, type ServerPreset } from '../../common/serverPresets';
import { baseUrlProblem, type ConnectionDraft, type Purpose } from './draft';
import { presetInfo } from './presets';
import { type Asked, pick, type Step, typeIn } from './quickSteps';
import { askKey, askModel, type ServedModelItem, type ServerAnswers } from './serverQuestions';

/** The questions that are left to ask, by the answers so far. */
export function questionsFor(draft: ConnectionDraft, servers: ServerAnswers): readonly Step[] {
  const scorer = draft.purpose === 'scorer';
  const isElsewhere = scorer && draft.qualityBaseUrl !== '';
  const totalSteps = scorer ? (isElsewhere ? 9 : 6) : 5;
  const title = l10n.t('DEITA: Connect Scorer');
  const at = (step: number): Asked => ({ title, step, totalSteps });
  const base: Step[] = [
    () => askPurpose(at(1), draft),
    () => askPreset(at(2), draft),
    () => askBaseUrl(at(3), draft),
    () => askKey(at(4), draft.baseUrl, servers),
    () => askModel(at(5), modelQuestion(draft.purpose), draft.baseUrl, servers, (model) => (draft.model = model)),
  ];
  if (!scorer) return base;
  return [
    ...base,
    () => askQualityModel(at(6), draft, servers),
    ...(isElsewhere ? qualityServer(at, draft, servers) : []),
  ];
}

function purposes(): readonly (vscode.QuickPickItem & { readonly purpose: Purpose })[] {
  return [
    {
      purpose: 'scorer',
      label: l10n.t('Scorers'),
      detail: l10n.t('The released DEITA scorers, or models like them that answer with a digit from 1 to 6'),
    },
    {
      purpose: 'judge',
      label: l10n.t('A chat model as judge'),
      detail: l10n.t('Direct scoring: the weak baseline of the paper'),
    },
    { purpose: 'embedder', label: l10n.t('Embedder'), detail: l10n.t('Embeddings by /v1/embeddings') },
  ];
}

function askPurpose(asked: Asked, draft: ConnectionDraft): ReturnType<Step> {
  const placeholder = l10n.t('What is this server for?');
  const active = ({ purpose }: { purpose: Purpose }): boolean => purpose === draft.purpose;
  return pick({ ...asked, placeholder, items: purposes(), active }, ({ purpose }) => {
    draft.purpose = purpose;
    draft.qualityBaseUrl = '';
  });
}

function askPreset(asked: Asked, draft: ConnectionDraft): ReturnType<Step> {
  const items = SERVER_PRESETS.map((preset) => ({ preset, ...presetInfo(preset) }));
  const active = ({ preset }: { preset: ServerPreset }): boolean => preset === draft.preset;
  return pick({ ...asked, placeholder: l10n.t('What kind of server is it?'), items, active }, ({ preset, baseUrl }) => {
    if (preset !== draft.preset || draft.baseUrl === '') draft.baseUrl = baseUrl;
    draft.preset = preset;
  });
}

function askBaseUrl(asked: Asked, draft: ConnectionDraft): ReturnType<Step> {
  const prompt = l10n.t('The base URL of its API, as seen from where the extension runs');
  return typeIn({ ...asked, prompt, value: draft.baseUrl, check: baseUrlProblem }, (baseUrl) => {
    draft.baseUrl = baseUrl;
  });
}

interface ModelQuestion {
  readonly ask: string;
  /** The models that it is most likely answered with. */
  readonly likely: RegExp;
}

function modelQuestion(purpose: Purpose): ModelQuestion {
  switch (purpose) {
    case 'scorer':
      return { ask: l10n.t('Which model scores complexity?'), likely: /complex/i };
    case 'judge':
      return { ask: l10n.t('Which model judges?'), likely: /chat|instruct|gpt/i };
    case 'embedder':
      return { ask: l10n.t('Which model embeds?'), likely: /embed|e5|bge|gte/i };
  }
}

function qualityQuestion(): ModelQuestion {
  return { ask: l10n.t('Which model scores quality?'), likely: /quality/i };
}

function elsewhere(): ServedModelItem {
  return {
    label: `$(server) ${l10n.t('It is served at another address…')}`,
    alwaysShow: true,
    elsewhere: true,
  };
}

function askQualityModel(asked: Asked, draft: ConnectionDraft, servers: ServerAnswers): ReturnType<Step> {
  const noteModel = (model: string): void => {
    draft.qualityModel = model;
    // Empty: at another address, which is asked for next.
    draft.qualityBaseUrl = model === '' ? draft.qualityBaseUrl || draft.baseUrl : '';
  };
  return askModel(asked, qualityQuestion(), draft.baseUrl, servers, noteModel, [elsewhere()]);
}

function qualityServer(at: (step: number) => Asked, draft: ConnectionDraft, servers: ServerAnswers): Step[] {
  const noteModel = (model: string): void => void (draft.qualityModel = model);
  return [
    () => {
      const prompt = l10n.t('The base URL of the server that holds the quality model');
      return typeIn({ ...at(7), prompt, value: draft.qualityBaseUrl, check: baseUrlProblem }, (baseUrl) => {
        draft.qualityBaseUrl = baseUrl;
      });
    },
    () => askKey(at(8), draft.qualityBaseUrl, servers),
    () => askModel(at(9), qualityQuestion(), draft.qualityBaseUrl, servers, noteModel),
  ];
}
