import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import { HAND_TAGS, type Composition } from '../../protocol/composition';
import type { JobProgress } from '../../protocol/jobProgress';
import type { CompositionPage, CompositionSetup, CompositionState } from '../../protocol/pages/compositionPage';
import { barRowsName } from '../../wording/compositionText';
import { PageDataset } from '../comparison/pageDataset';
import type { DatasetSession } from '../datasets/datasetSession';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import type { PageStates } from '../pages/pageStates';
import type { PageTabParts } from '../pages/pageTab';
import { showPage } from '../pages/showPage';
import { ShownSelectionOf } from './shownSelection';

/** What every such page works with. */
export interface CompositionParts extends Pick<
  PageTabParts,
  'extensionUri' | 'registry' | 'parameters' | 'filterRows' | 'onError'
> {
  readonly states: PageStates<CompositionState>;
}

export const COMPOSITION_PAGE = { name: 'composition', title: () => l10n.t('DEITA pool and selection') };

/** The selection of a dataset beside its pool, in a page. Hidden, the page is thrown away: it counts again when shown. */
export class CompositionPanel implements vscode.Disposable {
  private readonly bridge: PageBridge<CompositionPage>;
  private readonly opened: PageDataset;
  private readonly shown: ShownSelectionOf;
  private following: readonly Subscription[] | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly dataset: vscode.Uri,
    private readonly parts: CompositionParts,
  ) {
    this.shown = new ShownSelectionOf(parts.parameters);
    const page = { kind: COMPOSITION_PAGE, file: dataset, handlers: this.handlers() };
    this.bridge = showPage<CompositionPage>(panel.webview, parts.extensionUri, page);
    this.opened = new PageDataset(parts.registry.acquire(dataset), (job) => this.bridge.send('jobChanged', job));
  }

  dispose(): void {
    for (const subscription of this.following ?? []) subscription.dispose();
    this.opened.dispose();
    this.bridge.dispose();
  }

  private handlers(): PageHandlers<CompositionPage> {
    const { parts, dataset } = this;
    return {
      ready: () => this.setUp(),
      count: ({ signals }, signal) => this.count(signals, signal),
      filterBar: async (wanted) => {
        await parts.filterRows(dataset, { ...wanted, name: barRowsName(wanted) });
        return null;
      },
      saveState: async ({ state }) => {
        await parts.states.set(dataset, state);
        return null;
      },
    };
  }

  private async setUp(): Promise<CompositionSetup> {
    const session = await this.opened.session();
    const tell = (): void => void this.tell(session).catch(this.parts.onError);
    this.following ??= [session.onDidChangeInfo(tell), this.parts.parameters.onDidChange(tell)];
    return {
      fileName: path.basename(this.dataset.fsPath),
      shown: await this.shown.of(session),
      job: session.job,
      state: this.parts.states.get(this.dataset),
    };
  }

  private async count(signals: readonly string[] | null, signal: AbortSignal): Promise<Composition> {
    const session = await this.opened.session();
    const onProgress = (progress: JobProgress): void => this.bridge.send('readingChanged', progress);
    try {
      const counted = await session.request('dataset/composition', signals === null ? {} : { signals }, {
        signal,
        onProgress,
      });
      this.shown.followsTags = counted.signals.some((each) => each.signal === HAND_TAGS);
      return counted;
    } finally {
      this.bridge.send('readingChanged', null);
    }
  }

  private async tell(session: DatasetSession): Promise<void> {
    this.bridge.send('shownChanged', await this.shown.of(session));
  }
}
