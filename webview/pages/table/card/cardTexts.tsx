import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { textHead } from '../../../../src/common/textHead';
import { visibleLine } from '../../../../src/common/visibleText';
import type { RowDetail } from '../../../../src/protocol/dataset';

/** The style sheet cuts after some lines; a row may be a book. */
const MOST_CHARACTERS = 600;

/** How the row begins, in some lines: what was asked and what was answered. */
export function CardTexts({ row: { turns } }: { readonly row: RowDetail }): VNode | null {
  const [turn] = turns;
  if (turn === undefined) return null;
  return (
    <>
      <CardText speaker={l10n.t('Instruction')} text={turn.instruction} />
      <CardText speaker={l10n.t('Response')} text={turn.response} />
    </>
  );
}

function CardText({ speaker, text }: { readonly speaker: string; readonly text: string }): VNode | null {
  const line = visibleLine(textHead(text, MOST_CHARACTERS).replaceAll(/\s+/g, ' ').trim());
  if (line === '') return null;
  return (
    <p class="card-text">
      <span class="speaker">{speaker}</span> <bdi>{line}</bdi>
    </p>
  );
}
