import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { CalibrationPage, CalibrationSetup, CalibrationState } from '../../protocol/pages/calibrationPage';
import { PageDataset } from '../comparison/pageDataset';
import type { DatasetSession } from '../datasets/datasetSession';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import type { PageStates } from '../pages/pageStates';
import type { PageTabParts } from '../pages/pageTab';
import { showPage } from '../pages/showPage';
import { Calibrating, rowDetails } from './calibrating';
import { useThreshold, type ThresholdHome } from './useThreshold';

/** What every calibration works with. */
export interface CalibrationParts extends Pick<PageTabParts, 'extensionUri' | 'showRow' | 'registry' | 'parameters'> {
  readonly states: PageStates<CalibrationState>;
  readonly thresholds: ThresholdHome;
  readonly onError: (error: unknown) => void;
}

export const CALIBRATION_PAGE = { name: 'calibration', title: () => l10n.t('DEITA threshold calibrated') };

/** A threshold of one dataset in a page. Hidden, the page is thrown away: what it showed is kept here. */
export class CalibrationPanel implements vscode.Disposable {
  private readonly bridge: PageBridge<CalibrationPage>;
  private readonly opened: PageDataset;
  private readonly calibrating: Calibrating;
  private following: readonly Subscription[] | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly dataset: vscode.Uri,
    private readonly parts: CalibrationParts,
  ) {
    this.calibrating = new Calibrating(parts.parameters);
    const page = { kind: CALIBRATION_PAGE, file: dataset, handlers: this.handlers() };
    this.bridge = showPage<CalibrationPage>(panel.webview, parts.extensionUri, page);
    this.opened = new PageDataset(parts.registry.acquire(dataset), (job) => this.bridge.send('jobChanged', job));
  }

  dispose(): void {
    for (const subscription of this.following ?? []) subscription.dispose();
    this.opened.dispose();
    this.bridge.dispose();
  }

  private handlers(): PageHandlers<CalibrationPage> {
    const { calibrating, parts, dataset } = this;
    return {
      ready: () => this.setUp(),
      calibrate: async ({ seed }) => calibrating.calibrate(await this.opened.session(), seed),
      rows: async ({ rowIndexes }, signal) => rowDetails(await this.opened.session(), rowIndexes, signal),
      tellApart: async ({ rows, areSame }) => {
        const session = await this.opened.session();
        await session.request('decisions/tellApart', { pairs: [rows], areSame });
        return null;
      },
      useThreshold: async ({ threshold }) => {
        const { offered } = await useThreshold(await this.opened.session(), threshold, parts.thresholds);
        offered.catch(parts.onError);
        return null;
      },
      showRow: async ({ rowIndex }) => {
        await parts.showRow(dataset, rowIndex);
        return null;
      },
      saveState: async ({ state }) => {
        await parts.states.set(dataset, state);
        return null;
      },
    };
  }

  private async setUp(): Promise<CalibrationSetup> {
    const session = await this.opened.session();
    this.following ??= [
      session.onDidChangeInfo(() => this.tellOfOtherRows(session)),
      this.parts.parameters.onDidChange(() => this.tellThreshold(session)),
    ];
    return {
      fileName: path.basename(this.dataset.fsPath),
      threshold: this.parts.parameters.forComparing(session).threshold,
      job: session.job,
      calibration: this.calibrating.calibrationOf(session),
      state: this.parts.states.get(this.dataset),
    };
  }

  private tellOfOtherRows(session: DatasetSession): void {
    if (this.calibrating.forgetOfOtherRows(session)) this.bridge.send('rowsChanged', null);
  }

  private tellThreshold(session: DatasetSession): void {
    const threshold = this.calibrating.thresholdOf(session);
    if (threshold !== undefined) this.bridge.send('thresholdChanged', { threshold });
  }
}
