import type { VNode } from 'preact';
import type { ChainSummary } from '../../../../src/protocol/annotation';
import { sparklinePath, sparklinePoints } from './sparklinePath';

const BOX = { width: 56, height: 22 };
/** For the dots at the edges. */
const MARGIN = 3;

/** A chain's scores by step as a small line; the same numbers stand in text for screen readers. */
export function Sparkline({ chain }: { readonly chain: ChainSummary }): VNode {
  const lastStep = Math.max(0, ...chain.scores.map(({ step }) => step));
  const points = sparklinePoints(chain.scores, lastStep, BOX);
  const [width, height] = [BOX.width + 2 * MARGIN, BOX.height + 2 * MARGIN];
  return (
    <svg class="sparkline" aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <g transform={`translate(${MARGIN} ${MARGIN})`}>
        <path class="floor" d={`M0 ${BOX.height}H${BOX.width}`} />
        <path class="line" d={sparklinePath(points)} />
        {points.map(({ step, x, y }) => (
          <circle key={step} cx={x} cy={y} r={2} />
        ))}
      </g>
    </svg>
  );
}
