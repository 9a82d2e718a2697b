import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isCancelled } from '../../../../src/common/errors';
import type { RowDetail, ScoreReason, TurnReasons } from '../../../../src/protocol/dataset';
import { spokenWords } from '../../../../src/wording/errorText';
import { formatEffect } from '../../../../src/wording/numbers';
import type { Page } from '../page';

interface ScoreReasonsProps {
  readonly page: Page;
  readonly row: RowDetail;
}

/** Why the heuristic default gave these scores; asked for when the details are shown. */
export function ScoreReasons({ page, row }: ScoreReasonsProps): VNode | null {
  const [reasons, setReasons] = useState<readonly (TurnReasons | null)[]>([]);
  useEffect(() => {
    setReasons([]);
    if (!row.heuristicScores) return undefined;
    const asking = new AbortController();
    page.details
      .reasons(row.rowIndex, asking.signal)
      .then(setReasons)
      .catch((error: unknown) => {
        if (!isCancelled(error)) page.errors.show(error);
      });
    return () => asking.abort();
  }, [row]);
  const explained = reasons.flatMap((turn, index) => (turn === null ? [] : [{ ...turn, number: index + 1 }]));
  if (explained.length === 0) return null;
  return (
    <section class="reasons" aria-label={l10n.t('Why these scores')}>
      <h3>{l10n.t('Why these scores')}</h3>
      {explained.map(({ number, complexity, quality }) => (
        <dl key={number}>
          <dt>{reasons.length === 1 ? l10n.t('Complexity') : l10n.t('Turn {0}, complexity', number)}</dt>
          {complexity.map(Reason)}
          <dt>{reasons.length === 1 ? l10n.t('Quality') : l10n.t('Turn {0}, quality', number)}</dt>
          {quality.map(Reason)}
        </dl>
      ))}
    </section>
  );
}

function Reason({ said, effect }: ScoreReason): VNode {
  const text = spokenWords(said);
  return (
    <dd key={text}>
      <span class="effect">{formatEffect(effect)}</span> {text}
    </dd>
  );
}
