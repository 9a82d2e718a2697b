import * as l10n from '@vscode/l10n';
import { baseUrlProblem as unusable } from '../../messages/baseUrl';
import { inWords } from '../../messages/wording';
import { reader } from '../../wording/language';
import type { ServerPreset } from '../../common/serverPresets';
import type { ProbeRequest } from '../../protocol/serverProbe';
import type { Settings } from '../contributions/settings';

/** What a server is connected for. */
export type Purpose = 'scorer' | 'judge' | 'embedder';

/** Answers given so far; empty texts are not answered yet. */
export interface ConnectionDraft {
  purpose: Purpose;
  preset: ServerPreset;
  baseUrl: string;
  /** The complexity model, the judge or the embedder. */
  model: string;
  /** For scorers alone. */
  qualityModel: string;
  /** Where the quality model is served; '' = at `baseUrl`, too. */
  qualityBaseUrl: string;
}

/** What has to work before the answers are of any use. */
export function probesOf(draft: ConnectionDraft): ProbeRequest[] {
  const { purpose, preset, baseUrl, model, qualityModel, qualityBaseUrl } = draft;
  if (purpose === 'embedder') return [{ role: 'embedding', preset, baseUrl, model }];
  if (purpose === 'judge') return [{ role: 'judge', preset, baseUrl, model }];
  return [
    { role: 'complexity', preset, baseUrl, model },
    { role: 'quality', preset, baseUrl: qualityBaseUrl === '' ? baseUrl : qualityBaseUrl, model: qualityModel },
  ];
}

/** The settings that the answers come to; what makes them take effect comes last. */
export function settingsOf(draft: ConnectionDraft): Partial<Settings> {
  const { purpose, preset, baseUrl, model, qualityModel, qualityBaseUrl } = draft;
  if (purpose === 'embedder') {
    return { 'server.embeddingBaseUrl': baseUrl, 'server.embeddingModel': model, embedder: 'server' };
  }
  return {
    'server.preset': preset,
    'server.baseUrl': baseUrl,
    'server.qualityBaseUrl': purpose === 'judge' || qualityBaseUrl === baseUrl ? '' : qualityBaseUrl,
    'server.complexityModel': model,
    'server.qualityModel': purpose === 'judge' ? model : qualityModel,
    'server.judge': purpose === 'judge',
    scorer: 'server',
  };
}

/** What the settings come to. @param usable whether the server has passed the checks */
export function savedMessage({ purpose, model, baseUrl }: ConnectionDraft, usable: boolean): string {
  if (!usable) {
    return l10n.t('The settings are saved, but {0} on {1} cannot be used yet: runs fail until it can.', model, baseUrl);
  }
  return purpose === 'embedder'
    ? l10n.t('{0} embeds rows from the next run.', model)
    : l10n.t('{0} scores turns from the next run.', model);
}

/** What is wrong with a base URL, if anything is. */
export function baseUrlProblem(text: string): string | undefined {
  const problem = unusable(text);
  if (problem === undefined) return undefined;
  const words = inWords(problem, reader());
  return l10n.t('The address {0}. Type it as the server documents it, such as http://localhost:8000/v1', words);
}
