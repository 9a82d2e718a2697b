import path from 'node:path';
import { isSameOrigin } from '../../common/baseUrl';
import { DeitaError, isCancelled } from '../../common/errors';
import { HUB_ENDPOINT, hubNameParts } from '../../common/hub';
import type { FaultId } from '../../messages/faults';
import type { FetchedDataset, HubDatasetRequest, HubFetchRequest } from '../../protocol/hubDatasets';
import type { CallOptions, EngineApi } from '../../protocol/requests';
import { errorWords, type ErrorWords } from '../../wording/errorText';
import type { ApiKeys } from '../connectScorer/apiKeys';
import { TypedKeys } from '../connectScorer/typedKeys';
import { replaceOnceAgreed } from '../errors/replaceOnceAgreed';
import { aboutDataset, type SplitChoice, splitChoices } from './splitChoices';

/** What opening a dataset of the hub asks of the person in front of the editor. */
export interface HubDialogs {
  /** @returns OWNER/NAME[@REVISION]; undefined = none */
  askForDataset(): PromiseLike<string | undefined>;
  /** @param about what the dataset is and under which licence */
  askForSplit(about: string, choices: readonly SplitChoice[]): PromiseLike<SplitChoice | undefined>;
  /** @returns the absolute folder that is to get a folder of this name; undefined = none */
  askForFolder(name: string): PromiseLike<string | undefined>;
  /** @returns whether files that stand there may be replaced */
  mayReplace(message: string): PromiseLike<boolean>;
  /** @param page where the dataset's terms are accepted; @returns an access token; undefined = none */
  askForToken(refusal: ErrorWords, page: string): PromiseLike<string | undefined>;
  withProgress<T>(name: string, work: (options: CallOptions) => Promise<T>): PromiseLike<T>;
  /** @param dataset absolute */
  open(dataset: string): PromiseLike<unknown>;
}

export interface HubParts {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly keys: Pick<ApiKeys, 'has' | 'set' | 'tell'>;
  readonly dialogs: HubDialogs;
  /** A mirror; empty = the hub's own address. */
  readonly endpoint: string;
}

/** Answers to all questions, in advance. */
export interface HubArguments {
  /** OWNER/NAME[@REVISION]. */
  readonly dataset: string;
  readonly config: string;
  readonly split: string;
  /** Absolute: it gets the files itself. */
  readonly folder: string;
}

/**
 * Shows what a dataset of the hub holds, brings a split of it here and opens it.
 * @throws DeitaError as the requests `hub/describeDataset` and `hub/fetchDataset`
 */
export async function openFromHub(parts: HubParts, given?: HubArguments): Promise<void> {
  const { dialogs, endpoint } = parts;
  const name = given?.dataset ?? (await dialogs.askForDataset());
  if (name === undefined) return;
  const { repository, revision } = hubNameParts(name);
  const request: HubDatasetRequest = {
    repository,
    ...(revision === undefined ? {} : { revision }),
    ...(endpoint === '' ? {} : { endpoint }),
  };
  try {
    const answers = given ?? (await ask(parts, request));
    if (answers === undefined) return;
    const { config, split, folder } = answers;
    const fetched = await fetchSplit(parts, { ...request, config, split, folder, overwrite: false });
    const [found] = fetched?.splits ?? [];
    if (found !== undefined) await dialogs.open(found.path);
  } catch (error) {
    if (!isCancelled(error)) throw error;
  }
}

type Answers = Pick<HubArguments, 'config' | 'split' | 'folder'>;

async function ask(parts: HubParts, request: HubDatasetRequest): Promise<Answers | undefined> {
  const { engine, dialogs } = parts;
  const dataset = await withAccess(parts, request, (options) =>
    engine.request('hub/describeDataset', request, options),
  );
  if (dataset === undefined) return undefined;
  const choice = await dialogs.askForSplit(aboutDataset(dataset), splitChoices(dataset));
  if (choice === undefined) return undefined;
  const name = path.posix.basename(request.repository);
  const parent = await dialogs.askForFolder(name);
  return parent === undefined ? undefined : { ...choice, folder: path.join(parent, name) };
}

/** @returns undefined when no token is given, or what stands there is to stay */
function fetchSplit(parts: HubParts, request: HubFetchRequest): Promise<FetchedDataset | undefined> {
  const { engine, dialogs } = parts;
  return replaceOnceAgreed(
    request,
    (asked) => withAccess(parts, asked, (options) => engine.request('hub/fetchDataset', asked, options)),
    (message) => dialogs.mayReplace(message),
  );
}

/**
 * Works for as long as the hub refuses access and the person has another token; the one that it gave access for is kept.
 * @returns undefined when the person gives none
 */
async function withAccess<T>(
  parts: HubParts,
  { repository }: HubDatasetRequest,
  work: (options: CallOptions) => Promise<T>,
): Promise<T | undefined> {
  const { engine, keys, dialogs } = parts;
  const typed = new TypedKeys(engine, keys);
  try {
    for (;;) {
      const found = await dialogs.withProgress(repository, work).then(
        (result) => ({ result }),
        (error: unknown) => ({ refusal: refusalIn(error, parts) }),
      );
      if ('result' in found) {
        await typed.keep([HUB_ENDPOINT]);
        return found.result;
      }
      const token = await dialogs.askForToken(found.refusal, `${HUB_ENDPOINT}/datasets/${repository}`);
      if (token === undefined) return undefined;
      await typed.useKey(HUB_ENDPOINT, token);
    }
  } finally {
    await typed.forget();
  }
}

/** What a token may help against: a mirror gets none. @throws the error itself if it is nothing of that kind */
function refusalIn(error: unknown, { endpoint }: HubParts): ErrorWords {
  const isHub = endpoint === '' || isSameOrigin(endpoint, HUB_ENDPOINT);
  if (isHub && error instanceof DeitaError && error.said?.id === ('hubDatasetAccess' satisfies FaultId)) {
    return errorWords(error);
  }
  throw error;
}

/** Whether a command's argument is one of ours: a key binding or another extension may pass anything. */
export function isHubArguments(value: unknown): value is HubArguments {
  if (typeof value !== 'object' || value === null) return false;
  const { dataset, config, split, folder } = value as Partial<Record<keyof HubArguments, unknown>>;
  const areTexts = [dataset, config, split].every((text) => typeof text === 'string' && text !== '');
  return areTexts && typeof folder === 'string' && path.isAbsolute(folder);
}
