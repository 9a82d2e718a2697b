import type { ServerPreset } from '../../common/serverPresets';
import { llamaCpp } from './llamaCpp';
import { ollama } from './ollama';
import { openAi } from './openAi';
import { other } from './other';
import type { Preset } from './preset';
import { vllm } from './vllm';

/** How each kind of server is asked for next-token probabilities. */
export const PRESETS: Readonly<Record<ServerPreset, Preset>> = {
  vllm,
  llamacpp: llamaCpp,
  ollama,
  openai: openAi,
  other,
};
