import { createScanner } from 'jsonc-parser';
import { isObject } from './formats/format';

/** Drops the white space between tokens; text, numbers, escapes and the order of keys stay as they are. */
export function compactJson(text: string): string {
  return text.replace(/("(?:[^"\\]|\\[^])*")|[ \t\r\n]+/g, (_token, string: string | undefined) => string ?? '');
}

/**
 * Sets keys of a JSON object without disturbing the rest of its text: a key that is there gets the new value in its
 * place, the others follow at the end in the layout of the last key. Text that is not a JSON object stays as it is.
 */
export function withKeys(text: string, values: Readonly<Record<string, unknown>>): string {
  const properties = propertiesOf(text);
  if (properties === undefined) return text;
  let result = '';
  let from = 0;
  for (const { key, valueStart, valueEnd } of properties) {
    if (!Object.hasOwn(values, key)) continue;
    result += text.slice(from, valueStart) + JSON.stringify(values[key]);
    from = valueEnd;
  }
  const last = properties.at(-1);
  const end = last?.valueEnd ?? text.indexOf('{') + 1;
  return result + text.slice(from, end) + addedKeys(text, values, properties) + text.slice(end);
}

/** Places in the text, in UTF-16 units. */
interface Property {
  readonly key: string;
  readonly start: number;
  readonly keyEnd: number;
  valueStart: number;
  valueEnd: number;
}

function addedKeys(text: string, values: Readonly<Record<string, unknown>>, properties: readonly Property[]): string {
  const present = new Set(properties.map(({ key }) => key));
  const last = properties.at(-1);
  const colon = last === undefined ? ':' : text.slice(last.keyEnd, last.valueStart);
  const before = last === undefined ? '' : spaceBefore(text, last, properties.length === 1 ? colon : '');
  const added = Object.entries(values)
    .filter(([key]) => !present.has(key))
    .map(([key, value]) => `${before}${JSON.stringify(key)}${colon}${JSON.stringify(value)}`);
  return (last === undefined || added.length === 0 ? '' : ',') + added.join(',');
}

/** A lone key says nothing about the space after commas; who writes one after colons writes one there too. */
function spaceBefore(text: string, property: Property, colonOfLoneKey: string): string {
  const before = /\s*$/.exec(text.slice(0, property.start))?.[0] ?? '';
  return before === '' && colonOfLoneKey.endsWith(' ') ? ' ' : before;
}

/** The properties of an object in order, found token by token; undefined when the text is no JSON object. */
function propertiesOf(text: string): Property[] | undefined {
  if (!isJsonObject(text)) return undefined;
  const properties: Property[] = [];
  const scanner = createScanner(text, true);
  let depth = 0;
  let property: Property | undefined;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    const token = text[start] ?? '';
    if ('}]'.includes(token)) depth--;
    if (depth === 1 && token === ',') property = undefined;
    else if (depth === 1 && property === undefined) {
      property = { key: scanner.getTokenValue(), start, keyEnd: end, valueStart: -1, valueEnd: -1 };
      properties.push(property);
    } else if (depth === 1 && property !== undefined && token !== ':') {
      if (property.valueStart < 0) property.valueStart = start;
      property.valueEnd = end;
    }
    if ('{['.includes(token)) depth++;
  }
  return properties;
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}
