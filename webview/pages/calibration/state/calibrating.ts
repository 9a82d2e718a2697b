import * as l10n from '@vscode/l10n';
import type { CalibrationPage } from '../../../../src/protocol/pages/calibrationPage';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import { withCalibration, type CalibrationModel } from './calibrationModel';

/** What the page's buttons do. */
export class Calibrating {
  constructor(
    private readonly host: RequestClient<CalibrationPage>,
    private readonly store: Store<CalibrationModel>,
    private readonly errors: ErrorReport,
  ) {}

  /** The page was opened to calibrate: it does so unless it has already, or a job is running. */
  async begin(): Promise<void> {
    if (this.store.value.calibration === null) await this.calibrate(this.store.value.seed);
  }

  async calibrate(seed: number): Promise<void> {
    if (this.store.value.job !== null) return;
    await this.reporting(async () => {
      const calibration = await this.host.request('calibrate', { seed });
      this.store.set({
        ...withCalibration(this.store.value, calibration),
        seed,
        rows: new Map(),
        announcement: l10n.t('The sample is compared.'),
      });
    });
  }

  async use(): Promise<void> {
    const { threshold } = this.store.value;
    if (threshold === null) return;
    await this.reporting(async () => {
      await this.host.request('useThreshold', { threshold });
      this.store.set({
        inUse: threshold,
        announcement: l10n.t('Runs of this dataset go by the threshold {0} now.', String(threshold)),
      });
    });
  }

  async showRow(rowIndex: number): Promise<void> {
    await this.reporting(() => this.host.request('showRow', { rowIndex }));
  }

  private async reporting(work: () => Promise<unknown>): Promise<void> {
    this.store.set({ error: null });
    try {
      await work();
    } catch (error) {
      this.errors.show(error);
    }
  }
}
