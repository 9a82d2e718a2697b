import * as l10n from '@vscode/l10n';
import type { ServerPreset } from '../../common/serverPresets';

export interface PresetInfo {
  readonly label: string;
  readonly detail: string;
  /** Where such a server listens unless told otherwise. */
  readonly baseUrl: string;
}

/** A kind of server as a person chooses it. */
export function presetInfo(preset: ServerPreset): PresetInfo {
  switch (preset) {
    case 'vllm':
      return {
        label: 'vLLM',
        detail: l10n.t('Digit probabilities by token id, many prompts per request'),
        baseUrl: 'http://localhost:8000/v1',
      };
    case 'llamacpp':
      return {
        label: l10n.t('llama.cpp server'),
        detail: l10n.t('GGUF models; digit probabilities by its own /completion'),
        baseUrl: 'http://localhost:8080/v1',
      };
    case 'ollama':
      return {
        label: 'Ollama',
        detail: l10n.t('Version 0.12.11 and newer; one prompt per request'),
        baseUrl: 'http://localhost:11434/v1',
      };
    case 'openai':
      return {
        label: 'OpenAI',
        detail: l10n.t('Embeddings, chat models as judges, and models fine-tuned as scorers; paid'),
        baseUrl: 'https://api.openai.com/v1',
      };
    case 'other':
      return {
        label: l10n.t('Other OpenAI-compatible server'),
        detail: l10n.t('SGLang, LM Studio, a gateway; scorers need at least six log-probabilities a token'),
        baseUrl: '',
      };
  }
}
