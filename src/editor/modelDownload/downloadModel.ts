import * as l10n from '@vscode/l10n';
import { isCancelled } from '../../common/errors';
import { HUB_ENDPOINT } from '../../common/hub';
import { type DownloadedHubModel, KNOWN_EMBEDDERS } from '../../protocol/hubModels';
import { formatMegabytes } from '../../wording/numbers';
import type { CallOptions, EngineApi } from '../../protocol/requests';
import type { Settings } from '../contributions/settings';

/** What the download asks of the person in front of the editor. */
export interface DownloadDialogs {
  /** @returns owner/name; undefined = none */
  askForRepository(): Promise<string | undefined>;
  /** @returns whether it is to be downloaded; `page` is where to read about it */
  agrees(question: string, detail: string, page: string): Promise<boolean>;
  withProgress<T>(repository: string, work: (options: CallOptions) => Promise<T>): PromiseLike<T>;
  /** @returns whether the offer in `action` is taken */
  offer(message: string, action: string): Promise<boolean>;
  calibrate(): PromiseLike<unknown>;
}

export interface Downloading {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly dialogs: DownloadDialogs;
  /** Where the hub is; empty = its own address. */
  readonly endpoint: string;
  readonly saveSettings: (values: Partial<Settings>) => Promise<void>;
}

/** Asks for a model on the hub, says what it is and under which licence, brings it here and offers to use it. */
export async function downloadModel(downloading: Downloading): Promise<void> {
  const { engine, dialogs, endpoint } = downloading;
  const repository = await dialogs.askForRepository();
  if (repository === undefined) return;
  const request = { repository, ...(endpoint === '' ? {} : { endpoint }) };
  const { bytes, license } = await engine.request('hub/describe', request);
  const detail = l10n.t('{0}. Licence: {1}.', formatMegabytes(bytes), license ?? l10n.t('none named; see its page'));
  const page = `${endpoint === '' ? HUB_ENDPOINT : endpoint}/${repository}`;
  if (!(await dialogs.agrees(l10n.t('Download {0}?', repository), detail, page))) return;
  try {
    const downloaded = await dialogs.withProgress(repository, (options) =>
      engine.request('hub/download', { ...request, modelsFolder: null }, options),
    );
    await offerToUse(downloaded, downloading);
  } catch (error) {
    if (!isCancelled(error)) throw error;
  }
}

async function offerToUse(
  { repository, folder }: DownloadedHubModel,
  { dialogs, saveSettings }: Downloading,
): Promise<void> {
  if (!(await dialogs.offer(l10n.t('{0} is in {1}.', repository, folder), l10n.t('Use as Embedder')))) return;
  await saveSettings({ 'onnx.embeddingModel': folder, embedder: 'onnx' });
  const known = KNOWN_EMBEDDERS.find((embedder) => embedder.repository === repository);
  if (typeof known?.recommendedThreshold === 'number') return;
  const next = l10n.t('No threshold is known for this embedder. Calibrating shows pairs of rows to choose it by.');
  if (await dialogs.offer(next, l10n.t('Calibrate Threshold'))) await dialogs.calibrate();
}
