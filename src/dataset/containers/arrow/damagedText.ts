import { isUtf8 } from 'node:buffer';
import { Type, type Table } from '@uwdata/flechette';
import type { Message } from '../../../common/message';
import { say } from '../../../messages/say';
import type { AnyBatch } from './soundBatch';

/** What stands in a text for bytes that are none. */
const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/**
 * What finds rows whose text was damaged: the library puts a replacement character for what is no UTF-8. A row that has
 * one is good where the table itself holds such characters and no other bytes than UTF-8.
 * @returns what is wrong with a row by its JSON
 */
export function damageIn(table: Table): (json: string) => Message | undefined {
  let isOwn: boolean | undefined;
  return (json) => {
    if (!json.includes(REPLACEMENT)) return undefined;
    isOwn ??= hasOwn(table);
    return isOwn ? undefined : say('damage.noUtf8');
  };
}

function hasOwn(table: Table): boolean {
  const texts = table.children.flatMap(({ data }) => (data as unknown as readonly AnyBatch[]).flatMap(textsOf));
  const isSound = texts.every(({ data, values }) => (data ?? [values as Uint8Array]).every((bytes) => isUtf8(bytes)));
  // Short texts by views lie among the views.
  const all = texts.flatMap(({ data = [], values }) => [...data, values as Uint8Array]);
  return isSound && all.some((bytes) => bufferOf(bytes).includes(REPLACEMENT_BYTES));
}

/** A batch and those inside of it, as far as they hold texts. */
function textsOf(batch: AnyBatch): AnyBatch[] {
  const { type, children = [], dictionary } = batch;
  const inner = [...children, ...(dictionary?.data ?? [])].flatMap(textsOf);
  const textTypes: readonly number[] = [Type.Utf8, Type.LargeUtf8, Type.Utf8View];
  return textTypes.includes(type.typeId) ? [batch, ...inner] : inner;
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
