import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { plotSummary } from '../../../../src/wording/comparisonText';
import type { RowScores, ScorerComparison } from '../../../../src/protocol/scorerComparison';
import { formatCount } from '../../../../src/wording/numbers';
import type { Page } from '../page';
import type { ComparisonModel } from '../state/comparisonModel';
import {
  nearestPoint,
  scaleOf,
  scatterPoints,
  ticksOf,
  type Box,
  type Scale,
  type ScatterPoint,
} from './scatterGeometry';

interface ScatterPlotProps {
  readonly page: Page;
  readonly model: ComparisonModel;
  readonly comparison: ScorerComparison;
}

/** In the plot's own units; the style sheet makes it as large as there is room. */
const BOX: Box = { width: 400, height: 400 };
const MARGIN = { left: 34, right: 10, top: 10, bottom: 34 };
/** How near the pointer has to come to a point, in the plot's units. */
const REACH = 14;

/** Every row as a point: A's score to the right, B's upwards, those that they disagree on most marked. */
export function ScatterPlot({ page, model: { measure, pointed }, comparison }: ScatterPlotProps): VNode {
  const rows = comparison.plot?.points ?? [];
  const marked = comparison.disagreements;
  const scale = useMemo(() => scaleOf([...rows, ...marked], measure), [rows, marked, measure]);
  const points = useMemo(
    () => scatterPoints([...rows, ...marked], measure, scale, BOX),
    [rows, marked, measure, scale],
  );
  const [hovered, setHovered] = useState<ScatterPoint | null>(null);
  const point = (event: MouseEvent & { readonly currentTarget: SVGSVGElement }): void => {
    const found = nearestPoint(points, placeIn(event.currentTarget, event), REACH);
    setHovered(found);
    page.store.set({ pointed: found?.row ?? null });
  };
  return (
    <figure class="scatter">
      <svg
        viewBox={`0 0 ${BOX.width + MARGIN.left + MARGIN.right} ${BOX.height + MARGIN.top + MARGIN.bottom}`}
        role="img"
        aria-label={plotSummary(comparison, measure)}
        class={hovered === null ? '' : 'at-point'}
        onMouseMove={point}
        onMouseLeave={() => {
          setHovered(null);
          page.store.set({ pointed: null });
        }}
        onClick={() => hovered !== null && void page.comparing.showRow(hovered.row.rowIndex)}
      >
        <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
          <Axes scale={scale} />
          <Points points={points.slice(0, rows.length)} kind="point" />
          <Points points={points.slice(rows.length)} kind="point marked" />
          <Pointed row={pointed} points={points} />
          <text class="axis-title" x={BOX.width / 2} y={BOX.height + 30}>
            {l10n.t('A: {0}', comparison.scorers.a.name)}
          </text>
          <text class="axis-title" transform={`translate(-24 ${BOX.height / 2}) rotate(-90)`}>
            {l10n.t('B: {0}', comparison.scorers.b.name)}
          </text>
        </g>
      </svg>
    </figure>
  );
}

function Axes({ scale }: { readonly scale: Scale }): VNode {
  const at = (value: number): number => ((value - scale.min) / (scale.max - scale.min)) * BOX.width;
  return (
    <>
      <rect class="frame" width={BOX.width} height={BOX.height} />
      <path class="diagonal" d={`M0 ${BOX.height}L${BOX.width} 0`} />
      {ticksOf(scale).map((tick) => (
        <g key={tick} class="tick">
          <text x={at(tick)} y={BOX.height + 14} class="across">
            {formatCount(tick)}
          </text>
          <text x={-6} y={BOX.height - at(tick) + 4} class="up">
            {formatCount(tick)}
          </text>
        </g>
      ))}
    </>
  );
}

/** In one path: thousands of elements would be slow. */
function Points({ points, kind }: { readonly points: readonly ScatterPoint[]; readonly kind: string }): VNode {
  return <path class={kind} d={points.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join('')} />;
}

function Pointed({ row, points }: { readonly row: RowScores | null; readonly points: readonly ScatterPoint[] }) {
  const found = row === null ? undefined : points.find((point) => point.row.rowIndex === row.rowIndex);
  return found === undefined ? null : <circle class="pointed" cx={found.x} cy={found.y} r={7} />;
}

/** The pointer in the plot's units, from the top left of its frame. */
function placeIn(svg: SVGSVGElement, { clientX, clientY }: MouseEvent): { readonly x: number; readonly y: number } {
  const inverse = svg.getScreenCTM()?.inverse();
  if (inverse === undefined) return { x: Number.NaN, y: Number.NaN };
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(inverse);
  return { x: x - MARGIN.left, y: y - MARGIN.top };
}
