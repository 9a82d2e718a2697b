import os from 'node:os';
import { originOf, withoutTrailingSlash } from '../common/baseUrl';
import { HUB_ENDPOINT } from '../common/hub';
import type { Hub } from '../hub/hub';
import { describeModel, downloadModel } from '../hub/modelDownload';
import { defaultModelsFolder } from '../hub/modelsFolder';
import { type DownloadedHubModel, type HubModel, type HubModelRequest, KNOWN_EMBEDDERS } from '../protocol/hubModels';
import type { EngineContext } from './engineContext';
import type { JobContext } from './job';
import { StageProgress } from './progress';
import { fault } from '../messages/say';

export const MEGABYTE = 1e6;

export function describeHubModel(
  request: HubModelRequest,
  context: EngineContext,
  { signal }: JobContext,
): Promise<HubModel> {
  return describeModel(request, hubOf(request, context, signal));
}

/** @param modelsFolder null = the user's own, shared by editor and command line */
export function downloadHubModel(
  request: HubModelRequest & { readonly modelsFolder: string | null },
  context: EngineContext,
  { signal, onProgress }: JobContext,
): Promise<DownloadedHubModel> {
  const progress = new StageProgress(onProgress, {
    stage: 'download',
    total: null,
    about: request.repository,
  });
  const { env, platform } = process;
  return downloadModel({
    ...request,
    hub: hubOf(request, context, signal),
    modelsFolder: request.modelsFolder ?? defaultModelsFolder({ env, platform, homeDir: os.homedir() }),
    overrides: overridesFor(request.repository),
    onProgress: (done, bytes) => progress.update(Math.floor(done / MEGABYTE), Math.ceil(bytes / MEGABYTE)),
  });
}

/**
 * The hub of a request. The access token is the one that was given for the hub's origin, else the environment's.
 * @throws DeitaError `usage` for an address that is none
 */
export function hubOf(
  { endpoint }: { readonly endpoint?: string },
  { credentials }: Pick<EngineContext, 'credentials'>,
  signal: AbortSignal | undefined,
): Hub {
  const given = withoutTrailingSlash(endpoint ?? process.env.HF_ENDPOINT ?? '');
  if (given !== '' && !isPlainAddress(given)) {
    // Not repeated: it may hold a password.
    throw fault('badHubEndpoint');
  }
  return {
    endpoint: given === '' ? HUB_ENDPOINT : given,
    accessToken: credentials.keyFor(HUB_ENDPOINT) ?? process.env.HF_TOKEN,
    signal,
  };
}

function isPlainAddress(address: string): boolean {
  if (originOf(address) === undefined) return false;
  const { username, password, search, hash } = new URL(address);
  return [username, password, search, hash].every((part) => part === '');
}

function overridesFor(repository: string): Readonly<Record<string, unknown>> {
  const known = KNOWN_EMBEDDERS.find((embedder) => embedder.repository === repository);
  if (known === undefined) return {};
  const { overrides, recommendedThreshold } = known;
  return recommendedThreshold === null ? overrides : { ...overrides, recommendedThreshold };
}
