import type { ScorerFamily } from '../family';
import { lastPart } from '../labels';
import { required, type CountOption, type TextOption } from '../option';

/** A language model that the editor has: *direct scoring*, off the user's own allowance. */
export interface EditorScorerChoice {
  readonly kind: 'editor';
  /** `VENDOR/ID`, as the editor names it. */
  readonly model: string;
  /** Most requests of one run; what is scored by then is kept. */
  readonly maxRequests: number;
}

/** Of one run, unless the user says otherwise: what fits an allowance that all that they do in the editor shares. */
export const EDITOR_REQUESTS = 300;

export const EDITOR_MODEL = {
  type: 'text',
  setting: 'editor.model',
  flag: 'editor-model',
  placeholder: 'VENDOR/ID',
  help: 'a language model of the editor’s own',
} as const satisfies TextOption;

const MAX_REQUESTS = {
  type: 'count',
  setting: 'editor.maxRequests',
  flag: 'editor-max-requests',
  placeholder: 'N',
  minimum: 1,
  help: 'most requests of one run',
} as const satisfies CountOption;

export const EDITOR_SCORER = {
  kind: 'editor',
  name: 'Editor’s model',
  help: 'editor (a language model of the editor’s own)',
  origin: 'model',
  isHeuristic: false,
  asksEditor: true,
  options: [EDITOR_MODEL, MAX_REQUESTS],
  read: (source): EditorScorerChoice => ({
    kind: 'editor',
    model: required(source, EDITOR_MODEL),
    maxRequests: source.count(MAX_REQUESTS) ?? EDITOR_REQUESTS,
  }),
  write: ({ model, maxRequests }) => [
    { option: EDITOR_MODEL, value: model },
    { option: MAX_REQUESTS, value: maxRequests },
  ],
  label: ({ model }) => `${lastPart(model)} (direct scoring)`,
  servers: () => [],
  logFields: ({ model, maxRequests }) => ({ model, maxRequests }),
} as const satisfies ScorerFamily<EditorScorerChoice>;
