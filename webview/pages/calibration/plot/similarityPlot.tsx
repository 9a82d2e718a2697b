import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { PageCalibration, PairVote } from '../../../../src/protocol/pages/calibrationPage';
import { removalText } from '../../../../src/wording/calibrationText';
import { formatThreshold } from '../../../../src/wording/numbers';
import type { Page } from '../page';
import type { CalibrationModel } from '../state/calibrationModel';
import { nearestThreshold, thresholdAfterKey, votedThreshold } from '../state/thresholds';
import { PLOT_HEIGHT, plotScale } from './plotScale';

interface PlotProps {
  readonly page: Page;
  readonly model: CalibrationModel;
  readonly calibration: PageCalibration;
  readonly threshold: number;
}

/** How similar rows are to the ones nearest to them, and the threshold as a line that is dragged or moved by keys. */
export function SimilarityPlot({ page, model, calibration, threshold }: PlotProps): VNode {
  const { removals } = calibration.full;
  const scale = plotScale(calibration);
  const dragging = useRef(false);
  const choose = (wanted: number): void => page.store.set({ threshold: wanted });
  const follow = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    choose(nearestThreshold(removals, scale.valueAt(width > 0 ? (event.clientX - left) / width : 0)) ?? threshold);
  };
  return (
    <section class="similarities" aria-label={l10n.t('Similarities')}>
      <p class="reading">
        <strong>{`τ ${threshold}`}</strong> <span>{removalText(calibration, threshold)}</span>
      </p>
      <Proposals votes={model.votes} calibration={calibration} onChoose={choose} />
      <div
        class="plot"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          dragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => {
          if (dragging.current) follow(event);
        }}
        onLostPointerCapture={() => (dragging.current = false)}
      >
        <svg viewBox={`0 0 ${PLOT_HEIGHT} ${PLOT_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="bars" d={scale.bars} />
        </svg>
        {model.votes.map(({ rows, cosineSimilarity, areSame }) => (
          <span
            key={rows.join(' ')}
            class={areSame ? 'vote-mark same' : 'vote-mark'}
            style={{ left: `${100 * scale.shareOf(cosineSimilarity)}%` }}
            aria-hidden="true"
          />
        ))}
        <ThresholdLine
          calibration={calibration}
          threshold={threshold}
          share={scale.shareOf(threshold)}
          onChoose={choose}
        />
      </div>
      <div class="axis" aria-hidden="true">
        <span>{formatThreshold(scale.first)}</span>
        <span>{l10n.t('similarity of each row to the row nearest to it')}</span>
        <span>{formatThreshold(scale.last)}</span>
      </div>
    </section>
  );
}

interface ProposalsProps {
  readonly votes: readonly PairVote[];
  readonly calibration: PageCalibration;
  readonly onChoose: (threshold: number) => void;
}

interface ThresholdLineProps {
  readonly calibration: PageCalibration;
  readonly threshold: number;
  /** Where along the plot it stands, 0-1. */
  readonly share: number;
  readonly onChoose: (threshold: number) => void;
}

function ThresholdLine({ calibration, threshold, share, onChoose }: ThresholdLineProps): VNode {
  const { removals } = calibration.full;
  return (
    <div
      class="tau"
      style={{ left: `${100 * share}%` }}
      role="slider"
      tabIndex={0}
      aria-label={l10n.t('Threshold')}
      aria-valuemin={removals[0]?.threshold}
      aria-valuemax={removals.at(-1)?.threshold}
      aria-valuenow={threshold}
      aria-valuetext={`${threshold}: ${removalText(calibration, threshold)}`}
      onKeyDown={(event) => {
        const next = thresholdAfterKey(removals, threshold, event);
        if (next === null) return;
        event.preventDefault();
        onChoose(next);
      }}
    />
  );
}

/** Thresholds that others speak for: the embedder, and the votes. */
function Proposals({ votes, calibration, onChoose }: ProposalsProps): VNode {
  const { recommendedThreshold: recommended, full } = calibration;
  const voted = votedThreshold(full.removals, votes);
  return (
    <p class="proposals">
      {recommended === null ? null : (
        <button type="button" class="link" onClick={() => onChoose(recommended)}>
          {l10n.t('Recommended for the embedder: {0}', String(recommended))}
        </button>
      )}
      {voted === null ? (
        <span class="hint">{l10n.t('Votes on the pairs below show where the threshold belongs.')}</span>
      ) : (
        <button type="button" class="link" onClick={() => onChoose(voted)}>
          {l10n.t('By your votes: {0}', String(voted))}
        </button>
      )}
    </p>
  );
}
