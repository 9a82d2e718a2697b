import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { wordChanges, type TextPiece } from './wordChanges';

interface ChangedTextProps {
  /** null = there is nothing to compare with. */
  readonly before: string | null;
  readonly text: string;
}

/** A text with what was added to and taken out of the one before; as text, never as markup. */
export function ChangedText({ before, text }: ChangedTextProps): VNode {
  const pieces = useMemo(() => (before === null ? null : wordChanges(before, text)), [before, text]);
  return <Pieces text={text} pieces={pieces} />;
}

interface PiecesProps {
  readonly text: string;
  /** null = it is shown unmarked. */
  readonly pieces: readonly TextPiece[] | null;
}

/** A text in pieces, those that are not in another one marked. */
export function Pieces({ text, pieces }: PiecesProps): VNode {
  return (
    <div class="text" dir="auto">
      {pieces === null ? text : pieces.map((piece, at) => <Piece key={at} piece={piece} />)}
    </div>
  );
}

function Piece({ piece: { kind, text } }: { readonly piece: TextPiece }): VNode {
  if (kind === 'added') return <ins>{text}</ins>;
  return kind === 'removed' ? <del>{text}</del> : <span>{text}</span>;
}
