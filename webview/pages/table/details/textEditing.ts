import type { EditableText } from '../../../../src/protocol/decisions';
import type { MovedRow } from '../../../../src/protocol/movedRows';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RowMessage } from '../../../../src/wording/rowMessages';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { PageModel } from '../state/pageModel';
import type { HoldsRows } from '../state/rowFollower';

/** A message of a row. */
export interface MessagePlace extends RowMessage {
  readonly rowIndex: number;
}

/** A message that is being edited: it may consist of several texts of the row. */
export interface EditedMessage {
  readonly place: MessagePlace;
  readonly texts: readonly EditableText[];
  /** What is typed so far, one a text. */
  readonly drafts: readonly string[];
}

/** Edits messages in the details. What is typed stays while other rows are looked at. */
export class TextEditing implements HoldsRows {
  constructor(
    private readonly client: Pick<RequestClient<TablePage>, 'request'>,
    private readonly store: Store<PageModel>,
  ) {}

  /** Shows the texts of a message in fields; none where it is no text of the row, but made of others. */
  async begin(place: MessagePlace): Promise<void> {
    const all = await this.client.request('row/texts', { rowIndex: place.rowIndex });
    const texts = textsOf(place, all);
    this.#put(place, { place, texts, drafts: texts.map(({ text }) => text) });
  }

  type(edited: EditedMessage, at: number, draft: string): void {
    this.#put(edited.place, { ...edited, drafts: edited.drafts.with(at, draft) });
  }

  cancel({ place }: EditedMessage): void {
    this.#put(place, undefined);
  }

  /** Decides that the texts that were changed are others. */
  async save(edited: EditedMessage): Promise<void> {
    const { place, texts, drafts } = edited;
    const changed = texts.flatMap(({ pointer, text }, at) => (drafts[at] === text ? [] : [[pointer, drafts[at]]]));
    if (changed.length > 0) {
      const { rowIndex } = place;
      await this.client.request('editTexts', {
        rowIndex,
        texts: Object.fromEntries(changed) as Record<string, string>,
      });
    }
    this.#put(place, undefined);
  }

  /** Reads the row as the file has it again. */
  async takeBack(rowIndex: number): Promise<void> {
    await this.client.request('decide', { kind: 'unedit', rowIndex, positions: [] });
  }

  get heldRows(): readonly number[] {
    return this.store.value.editing.map(({ place }) => place.rowIndex);
  }

  /** What was typed for a row that is gone has no row to go to. */
  moveRows(nowOf: (rowIndex: number) => MovedRow): void {
    const { editing } = this.store.value;
    if (editing.length === 0) return;
    const moved = editing.flatMap((edited) => {
      const { rowIndex, isGone = false } = nowOf(edited.place.rowIndex);
      return isGone ? [] : [{ ...edited, place: { ...edited.place, rowIndex } }];
    });
    this.store.set({ editing: moved });
  }

  #put(place: MessagePlace, edited: EditedMessage | undefined): void {
    const others = this.store.value.editing.filter((each) => !isSamePlace(each.place, place));
    this.store.set({ editing: edited === undefined ? others : [...others, edited] });
  }
}

/** What is being edited at a place. */
export function editedAt(editing: readonly EditedMessage[], place: MessagePlace): EditedMessage | undefined {
  return editing.find((each) => isSamePlace(each.place, place));
}

function isSamePlace(a: MessagePlace, b: MessagePlace): boolean {
  return a.rowIndex === b.rowIndex && a.turn === b.turn && a.role === b.role && a.text === b.text;
}

/** The very text, else those of the same side that it is put together of. */
function textsOf({ turn, role, text }: MessagePlace, all: readonly EditableText[]): readonly EditableText[] {
  const ofRole = all.filter((each) => each.turn === turn && each.role === role);
  const same = ofRole.find((each) => each.text === text);
  if (same !== undefined) return [same];
  return ofRole.map((each) => each.text).join('\n') === text ? ofRole : [];
}
