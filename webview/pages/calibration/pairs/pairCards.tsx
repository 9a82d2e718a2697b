import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { SampledPair } from '../../../../src/protocol/calibration';
import type { RowDetail } from '../../../../src/protocol/dataset';
import { voteText } from '../../../../src/wording/calibrationText';
import { formatCount, formatSimilarity } from '../../../../src/wording/numbers';
import { ComparedMessages } from '../../../kit/rows/comparedMessages';
import type { Page } from '../page';
import { shownPairs, type CalibrationModel } from '../state/calibrationModel';
import { voteOn } from '../state/votes';

interface PairsProps {
  readonly page: Page;
  readonly model: CalibrationModel;
}

/** The pairs on both sides of the threshold, to be read and voted on. */
export function PairCards({ page, model }: PairsProps): VNode {
  const { above, below } = shownPairs(model);
  return (
    <>
      <PairList
        page={page}
        model={model}
        title={l10n.t('Just above: one of each pair would be left out')}
        pairs={above}
      />
      <PairList page={page} model={model} title={l10n.t('Just below: both rows would stay')} pairs={below} />
    </>
  );
}

interface PairListProps extends PairsProps {
  readonly title: string;
  readonly pairs: readonly SampledPair[];
}

function PairList({ page, model, title, pairs }: PairListProps): VNode {
  return (
    <section class="pairs" aria-label={title}>
      <h2>{title}</h2>
      {pairs.length === 0 ? <p class="hint">{l10n.t('No pair of the sample.')}</p> : null}
      {pairs.map((pair) => (
        <PairCard key={pair.rows.join(' ')} page={page} model={model} pair={pair} />
      ))}
    </section>
  );
}

interface PairCardProps extends PairsProps {
  readonly pair: SampledPair;
}

function PairCard({ page, model, pair }: PairCardProps): VNode {
  const [row, other] = pair.rows.map((rowIndex) => model.rows.get(rowIndex));
  const title = l10n.t('Pair of similarity {0}', formatSimilarity(pair.cosineSimilarity));
  return (
    <article class="pair-card" aria-label={title}>
      <header>
        <h3>{formatSimilarity(pair.cosineSimilarity)}</h3>
        <VoteButtons page={page} model={model} pair={pair} />
      </header>
      {row === undefined || other === undefined ? (
        <p class="hint waiting">{l10n.t('Reading the rows…')}</p>
      ) : (
        <div class="pair-text" tabIndex={0} role="group" aria-label={l10n.t('Both rows')}>
          <div class="pair heads">
            <RowLink page={page} row={row} />
            <RowLink page={page} row={other} />
          </div>
          <ComparedMessages row={row} other={other} />
        </div>
      )}
    </article>
  );
}

function RowLink({ page, row: { rowIndex, lineNumber } }: { readonly page: Page; readonly row: RowDetail }): VNode {
  return (
    <div class="side">
      <button type="button" class="link" onClick={() => void page.calibrating.showRow(rowIndex)}>
        {l10n.t('Line {0}', formatCount(lineNumber))}
      </button>
    </div>
  );
}

/** Pressed again, a vote is taken back. */
function VoteButtons({ page, model, pair }: PairCardProps): VNode {
  const vote = voteOn(model.votes, pair);
  return (
    <span class="votes" role="group" aria-label={l10n.t('Vote')}>
      {[true, false].map((areSame) => (
        <button
          key={String(areSame)}
          type="button"
          aria-pressed={vote?.areSame === areSame}
          onClick={() => page.votes.cast(pair, areSame)}
        >
          {vote?.areSame === areSame ? '✓ ' : ''}
          {voteText(areSame)}
        </button>
      ))}
    </span>
  );
}
