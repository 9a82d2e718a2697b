import { isObject, type JsonObject, type JsonPath } from './format';

/** The path that a dotted spelling means; a key that has dots itself wins over a path of that spelling. */
export function fieldPath(row: JsonObject, field: string): JsonPath {
  if (row[field] !== undefined) return [field];
  return field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** @returns undefined where the path leads nowhere */
export function valueAt(row: JsonObject, path: JsonPath): unknown {
  let value: unknown = row;
  for (const step of path) {
    if (Array.isArray(value)) value = (value as unknown[])[Number(step)];
    else if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined;
    else return undefined;
  }
  return value;
}
