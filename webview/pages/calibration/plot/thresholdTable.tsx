import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PageCalibration } from '../../../../src/protocol/pages/calibrationPage';
import { formatCount, formatPercent } from '../../../../src/wording/numbers';
import type { Page } from '../page';

interface ThresholdTableProps {
  readonly page: Page;
  readonly calibration: PageCalibration;
  readonly threshold: number;
}

/** Thresholds to choose from, and what each would remove. */
export function ThresholdTable({ page, calibration, threshold: current }: ThresholdTableProps): VNode {
  const { candidates, full, sampledRows } = calibration;
  return (
    <section class="scroll" aria-label={l10n.t('What thresholds remove')} tabIndex={0}>
      <table class="numbers thresholds">
        <thead>
          <tr>
            <th scope="col">{l10n.t('Threshold')}</th>
            <th scope="col">{l10n.t('Rows removed')}</th>
            <th scope="col">{l10n.t('Share')}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ threshold }) => {
            const removed = full.removals.find((removal) => removal.threshold === threshold)?.rows ?? 0;
            return (
              <tr key={threshold}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    aria-pressed={threshold === current}
                    onClick={() => page.store.set({ threshold })}
                  >
                    {String(threshold)}
                  </button>
                </th>
                <td>{formatCount(removed)}</td>
                <td>{formatPercent(removed / sampledRows, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
