import type { CliIo } from './cliIo';

/** The key for servers. Never an option: command lines end up in histories and process lists. */
export function apiKeyFrom(env: CliIo['env']): string | undefined {
  return [env.DEITA_API_KEY, env.OPENAI_API_KEY].find((key) => key !== undefined && key !== '');
}
