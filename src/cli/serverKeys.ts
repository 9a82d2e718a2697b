import { isOpenAiItself, isSameOrigin, originOf } from '../common/baseUrl';
import { serversOf, type RunModels } from '../choices/runModels';
import type { ServedRole, ServerUse } from '../choices/servedRole';
import type { CliIo } from './cliIo';
import type { OptionValues, Session } from './command';
import { textOption } from './values';

export interface ServerKey extends ServerUse {
  readonly apiKey: string;
}

/** The variable with the key of one kind of model, wherever that is served. */
const OWN_VARIABLES: Readonly<Record<ServedRole, string | undefined>> = {
  complexity: undefined,
  quality: 'DEITA_QUALITY_API_KEY',
  judge: 'DEITA_JUDGE_API_KEY',
  embedding: 'DEITA_EMBEDDING_API_KEY',
  language: undefined,
};
const BASE_VARIABLE = 'DEITA_API_KEY';
const OPENAI_VARIABLE = 'OPENAI_API_KEY';

/**
 * The keys for the servers of a command: the environment is their one source, as command lines end up in histories and
 * process lists. `DEITA_API_KEY` is for the origin of `--base-url`, `OPENAI_API_KEY` for OpenAI's own host, the others
 * for the server of their kind of model; none goes anywhere else. Says so where a key that is set stays unused.
 */
export function serverKeys({ io, values }: Pick<Session, 'io' | 'values'>, uses: readonly ServerUse[]): ServerKey[] {
  const keys = uses.flatMap((use): ServerKey[] => {
    const apiKey = keyFor(use, io.env, values);
    return apiKey === undefined ? [] : [{ ...use, apiKey }];
  });
  const without = uses.filter((use) => !keys.some(({ baseUrl, role }) => baseUrl === use.baseUrl && role === use.role));
  if (valueOf(io.env, BASE_VARIABLE) !== undefined) for (const note of new Set(without.map(noteOn))) tell(io, note);
  return keys;
}

/** Hands the engine the keys for the servers of a run. */
export async function giveKeys(session: Session, models: RunModels): Promise<void> {
  await giveKeysFor(session, serversOf(models));
}

export async function giveKeysFor(session: Session, uses: readonly ServerUse[]): Promise<void> {
  for (const key of serverKeys(session, uses)) await session.engine().request('credentials/set', key);
}

function keyFor({ baseUrl, role }: ServerUse, env: CliIo['env'], values: OptionValues): string | undefined {
  const own = OWN_VARIABLES[role];
  const base = textOption(values, 'base-url');
  return (
    (own === undefined ? undefined : valueOf(env, own)) ??
    (base !== undefined && isSameOrigin(base, baseUrl) ? valueOf(env, BASE_VARIABLE) : undefined) ??
    (isOpenAiItself(baseUrl) ? valueOf(env, OPENAI_VARIABLE) : undefined)
  );
}

function valueOf(env: CliIo['env'], name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function noteOn({ baseUrl, role }: ServerUse): string {
  const own = OWN_VARIABLES[role];
  const remedy = own === undefined ? 'name it with --base-url to send the key' : `its own key is ${own}`;
  return `${originOf(baseUrl) ?? 'A server'} is asked without a key: ${BASE_VARIABLE} is for --base-url alone; ${remedy}.`;
}

function tell({ stderr }: CliIo, message: string): void {
  stderr.write(`deita: ${message}\n`);
}
