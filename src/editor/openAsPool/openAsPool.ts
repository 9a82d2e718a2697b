import path from 'node:path';
import { isCancelled } from '../../common/errors';
import { fileExists } from '../../common/fileExists';
import { POOL_ENDING } from '../../dataset/containers/pool/poolFile';
import { withoutContainer } from '../../dataset/outputName';
import type { CallOptions, EngineApi } from '../../protocol/requests';
import { commonFolder } from '../commonFolder';

/** What making a pool asks of the person in front of the editor; all paths are absolute. */
export interface PoolDialogs {
  /** @returns files and folders; undefined = none */
  askForSources(): PromiseLike<readonly string[] | undefined>;
  /** Asks before a file is replaced. @returns where the pool is to be written; undefined = nowhere */
  askForPool(proposed: string): PromiseLike<string | undefined>;
  withProgress<T>(name: string, work: (options: CallOptions) => Promise<T>): PromiseLike<T>;
  open(dataset: string): PromiseLike<unknown>;
}

interface PoolParts {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly dialogs: PoolDialogs;
}

/** What is known before the person is asked; all paths are absolute. */
export interface PoolArguments {
  /** Files and folders; empty = the person is asked for them. */
  readonly sources: readonly string[];
  /** Where the pool is to be written; absent = the person is asked. */
  readonly outputPath?: string;
}

/**
 * Writes files down as a pool and opens it.
 * @throws DeitaError as the request `pool/make`
 */
export async function openAsPool({ engine, dialogs }: PoolParts, given: PoolArguments): Promise<void> {
  const sources = given.sources.length > 0 ? given.sources : await dialogs.askForSources();
  if (sources === undefined) return;
  const answer = given.outputPath ?? (await dialogs.askForPool(proposedPool(sources)));
  if (answer === undefined) return;
  const outputPath = withPoolEnding(answer);
  // Under another name than the one that was answered, nobody has been asked about a file that exists.
  const overwrite = given.outputPath === undefined && outputPath === answer && (await fileExists(outputPath));
  try {
    const made = await dialogs.withProgress(path.basename(outputPath), (options) =>
      engine.request('pool/make', { sources, outputPath, overwrite }, options),
    );
    await dialogs.open(made.outputPath);
  } catch (error) {
    if (!isCancelled(error)) throw error;
  }
}

/** Beside the files, with the name of the folder that holds them all; of one, beside it with its own name. */
export function proposedPool(sources: readonly string[]): string {
  const [first = '', ...others] = sources;
  if (others.length === 0)
    return path.join(path.dirname(first), `${withoutContainer(path.basename(first))}${POOL_ENDING}`);
  const folder = commonFolder(first, ...others);
  return path.join(folder, `${path.basename(folder) || 'pool'}${POOL_ENDING}`);
}

/** The command line and the Explorer know pools by the ending. */
function withPoolEnding(file: string): string {
  return file.endsWith(POOL_ENDING) ? file : `${file.replace(/\.json$/i, '')}${POOL_ENDING}`;
}
