import { isObject, type JsonObject } from '../../dataset/formats/format';

/** The keys of a good row as it stands in the file; none of one that is a list of messages. */
export function keysOf(bytes: Buffer): JsonObject {
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  return isObject(value) ? value : {};
}
