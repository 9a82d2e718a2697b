import type { FieldMapping } from '../dataset/conversation';
import { checkedMapping, fieldsText } from '../dataset/fieldMapping';
import { spokenWords } from '../wording/errorText';
import type { OptionValues } from './command';
import { textOption, usageError } from './values';

/**
 * `instruction=PATH[,input=PATH]…` or `messages=PATH[,role=KEY][,content=KEY][,roles=NAME:TARGET|…]`
 * @throws DeitaError `usage`
 */
export function fieldsOption(values: OptionValues): FieldMapping | undefined {
  const text = textOption(values, 'fields');
  if (text === undefined) return undefined;
  const fields: Record<string, unknown> = {};
  for (const entry of text.split(',')) {
    const [name, value] = splitAt(entry, '=');
    if (value === undefined) throw wrongFields(`"${entry.trim()}" is no NAME=PATH`, text);
    if (Object.hasOwn(fields, name)) throw wrongFields(`"${name}" is given twice`, text);
    fields[name] = name === 'roles' ? rolesOf(value, text) : value;
  }
  const checked = checkedMapping(fields);
  if ('problem' in checked) throw wrongFields(spokenWords(checked.problem), text);
  return checked.mapping;
}

/** `customer:user|agent:assistant` */
function rolesOf(value: string, text: string): Readonly<Record<string, string>> {
  const entries = value.split('|').map((entry): [string, string] => {
    const at = entry.lastIndexOf(':');
    if (at <= 0) throw wrongFields(`"${entry}" is no ROLE:TARGET`, text);
    return [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
  });
  const repeated = entries.find(([role], place) => entries.findIndex(([other]) => other === role) < place);
  if (repeated !== undefined) throw wrongFields(`the role "${repeated[0]}" is given twice`, text);
  return Object.fromEntries(entries);
}

function splitAt(entry: string, separator: string): [string, string | undefined] {
  const at = entry.indexOf(separator);
  return at < 0 ? [entry.trim(), undefined] : [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
}

function wrongFields(reason: string, text: string) {
  return usageError(
    `--fields "${text}": ${reason}. It takes instruction=PATH with input, response or system likewise, ` +
      'or messages=PATH with role=KEY, content=KEY and roles=NAME:user|NAME:assistant.',
  );
}

/** A mapping as `--fields` takes it; undefined where its paths have what the option cannot say. */
export function fieldsArgument(mapping: FieldMapping): string | undefined {
  const text = fieldsText(mapping);
  const isSayable = text.split(',').length === Object.keys(mapping).length && !/[\p{Cc}\p{Cf}]/u.test(text);
  if (!isSayable) return undefined;
  return /^[\w=,.:-]+$/.test(text) ? `--fields ${text}` : `--fields '${text.replaceAll("'", "'\\''")}'`;
}
