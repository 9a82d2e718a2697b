import { asArray, asNumber, asObject, asText } from './json';
import type { Requester } from './serverClient';

export interface ServedModel {
  readonly id: string;
  /** In tokens; null = the server does not tell. */
  readonly contextLength: number | null;
}

/** The context of a model, in tokens, as the server lists it; null = it does not tell. @throws ServerError, `cancelled` */
export async function listedContextLength(
  server: Requester,
  model: string,
  signal?: AbortSignal,
): Promise<number | null> {
  return (await listModels(server, signal)).find(({ id }) => id === model)?.contextLength ?? null;
}

/** `GET /v1/models`: every preset's server has it. vLLM adds `max_model_len`. @throws ServerError, `cancelled` */
export async function listModels(server: Requester, signal?: AbortSignal): Promise<ServedModel[]> {
  const { data } = asObject(await server.get('/models', signal));
  return asArray(data).flatMap((entry) => {
    const { id, max_model_len: maxModelLength } = asObject(entry);
    const name = asText(id);
    return name === undefined ? [] : [{ id: name, contextLength: asNumber(maxModelLength) ?? null }];
  });
}
