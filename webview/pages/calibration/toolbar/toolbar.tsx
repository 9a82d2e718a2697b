import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { formatCount } from '../../../../src/wording/numbers';
import { Button } from '../../../kit/controls/toolkit';
import { JobLine } from '../../../kit/job/jobLine';
import type { Page } from '../page';
import { thresholdInUse, type CalibrationModel } from '../state/calibrationModel';

interface ToolbarProps {
  readonly page: Page;
  readonly model: CalibrationModel;
}

/** What is done with the threshold, of what it is, and the progress of comparing. */
export function Toolbar({ page, model }: ToolbarProps): VNode {
  const { calibration, threshold, seed, job } = model;
  const isInUse = threshold !== null && threshold === thresholdInUse(model);
  const { calibrating } = page;
  return (
    <div class="toolbar" role="group" aria-label={l10n.t('Calibration')}>
      <Button
        kind="primary"
        disabled={calibration === null || threshold === null || isInUse}
        onClick={() => void calibrating.use()}
      >
        {isInUse ? l10n.t('In Use') : l10n.t('Use This Threshold')}
      </Button>
      {job === null ? (
        <Button
          kind="secondary"
          onClick={() => void calibrating.calibrate(calibration === null ? seed : seed + 1)}
          title={l10n.t('Compares rows of the dataset with each other, drawn at random')}
        >
          {calibration === null ? l10n.t('Compare Rows') : l10n.t('Compare Other Rows')}
        </Button>
      ) : (
        <>
          <Button kind="secondary" onClick={() => page.host.run('deita.cancel')}>
            {l10n.t('Cancel')}
          </Button>
          <JobLine job={job} />
        </>
      )}
      {calibration === null || job !== null ? null : (
        <span class="hint sampled">
          {l10n.t(
            '{0} of {1} rows · {2}',
            formatCount(calibration.sampledRows),
            formatCount(calibration.rowCount),
            calibration.embedder.name,
          )}
        </span>
      )}
    </div>
  );
}
