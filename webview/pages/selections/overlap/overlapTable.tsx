import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { visibleLine } from '../../../../src/common/visibleText';
import type { ComparedPair, SelectionComparison } from '../../../../src/protocol/comparison';
import { formatCount, formatScore } from '../../../../src/wording/numbers';
import { shownPairs } from '../../../../src/wording/selections/comparisonTexts';
import type { Page } from '../page';
import type { SelectionsModel } from '../state/selectionsModel';

interface OverlapProps {
  readonly page: Page;
  readonly model: SelectionsModel;
  readonly comparison: SelectionComparison;
}

/** How much runs have in common, as a whole and among their first rows; the rows of one alone are a click away. */
export function OverlapTable({ page, model, comparison }: OverlapProps): VNode {
  return (
    <section class="overlap" aria-label={l10n.t('Overlap')}>
      <div class="scroll">
        <table class="numbers" aria-label={l10n.t('Overlap')}>
          <thead>
            <tr>
              <th scope="col">{l10n.t('Runs')}</th>
              <th scope="col" title={l10n.t('Rows in both over rows in either (Jaccard)')}>
                {l10n.t('Overlap')}
              </th>
              <th scope="col" title={l10n.t('The same of the first rows, a tenth of the shorter run at a time')}>
                {l10n.t('By rank')}
              </th>
              <th scope="col">{l10n.t('Only in the first')}</th>
              <th scope="col">{l10n.t('Only in the second')}</th>
            </tr>
          </thead>
          <tbody>
            {shownPairs(comparison).map((pair) => (
              <Pair key={`${pair.a}\n${pair.b}`} page={page} model={model} pair={pair} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface PairProps {
  readonly page: Page;
  readonly model: SelectionsModel;
  readonly pair: ComparedPair;
}

function Pair({ page, model, pair }: PairProps): VNode {
  const { a, b, jaccard, jaccardByRank, onlyInA, onlyInB } = pair;
  const listed = (first: string, second: string): boolean => model.pair?.a === first && model.pair.b === second;
  const only = (count: number, first: string, second: string): VNode => (
    <button
      type="button"
      class="link"
      aria-pressed={listed(first, second)}
      aria-label={l10n.t(
        '{0}. List the rows only in {1}, not in {2}',
        formatCount(count),
        visibleLine(first),
        visibleLine(second),
      )}
      disabled={count === 0}
      onClick={() => void page.comparing.listOnlyIn({ a: first, b: second })}
    >
      {formatCount(count)}
    </button>
  );
  return (
    <tr>
      <th scope="row">{`${visibleLine(a)} · ${visibleLine(b)}`}</th>
      <td>{formatScore(jaccard)}</td>
      <td>
        <RankLine steps={jaccardByRank} />
      </td>
      <td>{only(onlyInA, a, b)}</td>
      <td>{only(onlyInB, b, a)}</td>
    </tr>
  );
}

const [LINE_WIDTH, LINE_HEIGHT] = [64, 16];

/** The overlap of the first rows, from few to all. */
function RankLine({ steps }: { readonly steps: ComparedPair['jaccardByRank'] }): VNode {
  const described = steps.map(({ rank, jaccard }) => l10n.t('first {0}: {1}', formatCount(rank), formatScore(jaccard)));
  const text = described.join(', ');
  const x = (at: number): number => (steps.length < 2 ? LINE_WIDTH / 2 : (at * LINE_WIDTH) / (steps.length - 1));
  const points = steps.map(({ jaccard }, at) => `${x(at)},${(1 - jaccard) * LINE_HEIGHT}`).join(' ');
  return (
    <svg class="rank-line" role="img" aria-label={text} viewBox={`0 -1 ${LINE_WIDTH} ${LINE_HEIGHT + 2}`}>
      <title>{text}</title>
      <polyline points={points} />
    </svg>
  );
}
