/** How a server is asked for the probabilities of the six digits: one wire format each. */
export const SERVER_PRESETS = ['vllm', 'llamacpp', 'ollama', 'openai', 'other'] as const;
export type ServerPreset = (typeof SERVER_PRESETS)[number];
