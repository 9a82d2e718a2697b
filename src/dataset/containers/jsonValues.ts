import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { say } from '../../messages/say';
import { Damage } from './damage';

/** Stands for a text whose bytes are no UTF-8, until somebody asks for it. */
export const NO_TEXT = Symbol('no UTF-8');

/** What no member is called of the objects that the libraries put together: they would set what an object inherits from. */
export const NO_MEMBER = '__proto__';

/**
 * A value of a table as JSON can hold it: numbers that JavaScript cannot tell from their neighbours become texts; of binary
 * data, such as pictures, only what tells it from other data is kept.
 * @throws Damage where a text is none
 */
export function jsonValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value === undefined) return null;
  if (value instanceof Uint8Array) return isUtf8(value) ? Buffer.from(value).toString('utf8') : digestOf(value);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, member]) => [String(key), jsonValue(member)]));
  if (value === NO_TEXT) throw new Damage(say('damage.noUtf8'));
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, jsonValue);
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jsonValue(member)]));
}

function digestOf(bytes: Uint8Array): string {
  return `binary data, ${bytes.length} bytes, sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** As many digits as a number of JavaScript keeps of every decimal. */
const MOST_DIGITS = 15;

/**
 * A decimal as JSON can hold it: a number where it stays what it is, else a text.
 * @param unscaled its digits
 * @param scale how many of them stand behind the point
 */
export function decimalValue(unscaled: bigint, scale: number): number | string {
  const digits =
    String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0') + '0'.repeat(Math.max(0, -scale));
  const point = digits.length - Math.max(0, scale);
  const fraction = digits.slice(point).replace(/0+$/, '');
  const text = `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}`;
  const significant = text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
  return significant.length <= MOST_DIGITS ? Number(text) : text;
}
