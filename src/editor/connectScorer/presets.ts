import type { ServerPreset } from '../../common/serverPresets';

export interface PresetInfo {
  readonly label: string;
  readonly detail: string;
  /** Where such a server listens unless told otherwise. */
  readonly baseUrl: string;
}

/** The kinds of servers as a person chooses among them. */
export const PRESET_INFOS: Readonly<Record<ServerPreset, PresetInfo>> = {
  vllm: {
    label: 'vLLM',
    detail: 'Digit probabilities by token id, many prompts per request',
    baseUrl: 'http://localhost:8000/v1',
  },
  llamacpp: {
    label: 'llama.cpp server',
    detail: 'GGUF models; digit probabilities by its own /completion',
    baseUrl: 'http://localhost:8080/v1',
  },
  ollama: {
    label: 'Ollama',
    detail: 'Version 0.12.11 and newer; one prompt per request',
    baseUrl: 'http://localhost:11434/v1',
  },
  openai: {
    label: 'OpenAI',
    detail: 'Embeddings, chat models as judges, and models fine-tuned as scorers; paid',
    baseUrl: 'https://api.openai.com/v1',
  },
  other: {
    label: 'Other OpenAI-compatible server',
    detail: 'SGLang, LM Studio, a gateway; scorers need at least six log-probabilities a token',
    baseUrl: '',
  },
};
