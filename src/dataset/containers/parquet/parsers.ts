import { isUtf8 } from 'node:buffer';
import type { ParquetParsers } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { say } from '../../../messages/say';
import { Damage } from '../damage';
import { NO_MEMBER, NO_TEXT } from '../jsonValues';

/** What values mean, where the library would put other characters for bytes that are no text, or stop at one value. */
export function parsers(): ParquetParsers {
  return { ...DEFAULT_PARSERS, stringFromBytes: textOf, jsonFromBytes: valueOf };
}

/** Of keys of maps: the library makes names of members of them, and would drop those that can be none. */
export function keyParsers(): ParquetParsers {
  return { ...parsers(), stringFromBytes: keyOf };
}

function keyOf(bytes: Uint8Array | undefined): unknown {
  const text = textOf(bytes);
  if (text === NO_TEXT) throw new Damage(say('damage.keyNoUtf8'));
  if (text === NO_MEMBER) throw new Damage(say('damage.key', { key: NO_MEMBER }));
  return text;
}

function textOf(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined) return undefined;
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : NO_TEXT;
}

function valueOf(bytes: Uint8Array | undefined): unknown {
  const text = textOf(bytes);
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
