import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RowDetail } from '../../../../src/protocol/dataset';
import { moreNearDuplicates, moreTurns } from '../../../../src/wording/counts';
import { formatCount } from '../../../../src/wording/numbers';
import { rowCard, type RowCard } from '../../../../src/wording/rowCard';
import { SIGNAL_TEXTS } from '../../../../src/wording/signalTexts';
import { NeighbourLink } from '../details/nearDuplicates';
import type { Page } from '../page';
import { CardTexts } from './cardTexts';
import { placeCard } from './cardPlace';
import type { ShownCard } from './cardController';

/** How a row begins, then the same as the text editor's hover, beside the row. */
export function HoverCard({ page }: { readonly page: Page }): VNode | null {
  const [shown, setShown] = useState<ShownCard | null>(null);
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => page.cards.onChange(setShown), [page]);
  useLayoutEffect(() => {
    if (shown === null || element.current === null) return;
    const { width, height } = element.current.getBoundingClientRect();
    const place = placeCard(shown.anchor, { width, height }, { width: window.innerWidth, height: window.innerHeight });
    element.current.style.left = `${place.left}px`;
    element.current.style.top = `${place.top}px`;
  }, [shown]);
  if (shown === null) return null;
  return (
    <div
      class="hover-card"
      role="tooltip"
      id="row-card"
      ref={element}
      onMouseEnter={() => page.cards.keep()}
      onMouseLeave={() => page.cards.leave()}
    >
      <Card page={page} row={shown.row} />
    </div>
  );
}

function Card({ page, row }: { readonly page: Page; readonly row: RowDetail }): VNode {
  const card = rowCard(row);
  return (
    <>
      <strong>{card.title}</strong>
      <CardTexts row={row} />
      {card.turns.length === 0 ? null : <TurnTable card={card} />}
      <p>{card.summary}</p>
      {card.nearDuplicates.map((neighbour) => (
        <NeighbourLink
          key={neighbour.rowIndex}
          neighbour={neighbour}
          action={l10n.t('Go to line {0}', formatCount(neighbour.lineNumber))}
          onClick={() => {
            page.cards.dismiss();
            page.commands.guard(page.navigation.jumpTo(neighbour.rowIndex));
          }}
        />
      ))}
      {card.moreNearDuplicates > 0 ? (
        <p class="hint">{l10n.t('and {0}', moreNearDuplicates(card.moreNearDuplicates))}</p>
      ) : null}
      {card.notes.map((note) => (
        <p key={note} class="hint">
          {note}
        </p>
      ))}
    </>
  );
}

function TurnTable({ card }: { readonly card: RowCard }): VNode {
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{l10n.t('turn')}</th>
            {card.turnSignals.map((signal) => (
              <th key={signal}>{SIGNAL_TEXTS[signal].short}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {card.turns.map(({ turn, values }) => (
            <tr key={turn}>
              <td>{turn}</td>
              {values.map((value, index) => (
                <td key={index}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {card.moreTurns > 0 ? <p class="hint">{l10n.t('and {0}', moreTurns(card.moreTurns))}</p> : null}
    </>
  );
}
