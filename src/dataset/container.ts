import type { Message, MessageArgument } from '../common/message';
import { say } from '../messages/say';
import { inEnglish } from '../messages/wording';
import { BYTE } from './bytes';
import type { Packing } from './containers/packing';
import type { RowIndex } from './rowIndex';
import type { ContainerNote } from './conversation';

/** What a file is whose rows are read, for people. */
export function containerName(index: RowIndex, packing: Packing | undefined): MessageArgument {
  if (packing === undefined) return textName(index);
  const { isRewritten, name } = packing;
  return isRewritten ? name : say('container.compressed', { what: textName(index), name });
}

function textName(index: RowIndex): Message {
  const { form, layout, listCount } = index;
  if (index.complete && index.rowCount === 0 && form === 'jsonLines') return say('container.empty');
  if (form === 'jsonLines') {
    return layout.lineBreak === BYTE.lineFeed ? say('container.jsonLines') : say('container.jsonLinesCr');
  }
  if (form === 'jsonArray') {
    return listCount > 1 ? say('container.jsonArrays', { count: listCount }) : say('container.jsonArray');
  }
  if (form === 'jsonWrapper') return say('container.jsonWrapper', { list: JSON.stringify(layout.listPath.join('.')) });
  return index.sharesLines() ? say('container.severalPerLine') : say('container.overLines');
}

/** What a strict reader of the file would stumble over although its rows are read here. */
export function containerNotes({ missingCommas, comments }: RowIndex): ContainerNote[] {
  return [
    ...notesOn(missingCommas, 'note.comma', 'note.commas'),
    ...notesOn(comments, 'note.comment', 'note.comments'),
  ];
}

function notesOn(
  { count, firstLine }: RowIndex['missingCommas'],
  once: 'note.comma' | 'note.comment',
  oftener: 'note.commas' | 'note.comments',
): ContainerNote[] {
  if (count === 0) return [];
  const said = count === 1 ? say(once) : say(oftener, { more: count - 1 });
  return [{ lineNumber: firstLine, message: inEnglish(said), said }];
}
