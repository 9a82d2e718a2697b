import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { RowDetail } from '../../../src/protocol/dataset';
import { formatCount } from '../../../src/wording/numbers';
import { roleTitle } from '../../../src/wording/rowMessages';
import { Pieces } from '../text/changedText';
import { messagePairs, type MarkedText, type MessagePair } from './messagePairs';

interface ComparedMessagesProps {
  readonly row: RowDetail;
  readonly other: RowDetail;
}

/** Two rows side by side, message by message, with the words marked that only one of them has. */
export function ComparedMessages({ row, other }: ComparedMessagesProps): VNode {
  const pairs = useMemo(() => messagePairs(row, other), [row, other]);
  const severalTurns = row.turns.length > 1 || other.turns.length > 1;
  return (
    <>
      {pairs.map((pair, index) => (
        <Pair key={index} pair={pair} severalTurns={severalTurns} />
      ))}
    </>
  );
}

interface PairProps {
  readonly pair: MessagePair;
  readonly severalTurns: boolean;
}

function Pair({ pair: { role, turn, own, other, isSame }, severalTurns }: PairProps): VNode {
  const title = severalTurns && turn > 0 ? `${roleTitle(role)} ${formatCount(turn)}` : roleTitle(role);
  return (
    <div class="message-pair">
      <h4>
        {title} {isSame ? <span class="hint">{l10n.t('same')}</span> : null}
      </h4>
      <div class="pair">
        <Side text={own} />
        <Side text={other} />
      </div>
    </div>
  );
}

function Side({ text }: { readonly text: MarkedText | null }): VNode {
  if (text === null) return <div class="side hint">{l10n.t('none')}</div>;
  return (
    <div class="side">
      {text.text === '' ? <p class="hint">{l10n.t('empty')}</p> : <Pieces text={text.text} pieces={text.pieces} />}
    </div>
  );
}
