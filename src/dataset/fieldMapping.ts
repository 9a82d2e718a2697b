import type { Message } from '../common/message';
import { say } from '../messages/say';
import { ROLE_TARGETS, type FieldMapping, type RoleTarget } from './conversation';

const TEXT_FIELDS = ['instruction', 'input', 'response', 'system'] as const;
const LIST_FIELDS = ['messages', 'role', 'content'] as const;

/** A mapping, or what is wrong with it, as the end of a sentence. */
export type CheckedMapping = { readonly mapping: FieldMapping } | { readonly problem: Message };

/**
 * Checks a mapping of fields that a person wrote down.
 * @param written the fields by name; `roles` an object of roles and whose they are
 */
export function checkedMapping(written: Readonly<Record<string, unknown>>): CheckedMapping {
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(written).filter(([, value]) => value !== undefined && value !== null),
  );
  const known: readonly string[] = [...TEXT_FIELDS, ...LIST_FIELDS, 'roles'];
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) return { problem: say('mapping.unknown', { name: unknown, known: known.join(', ') }) };
  const empty = Object.keys(fields).find((name) => name !== 'roles' && !isPath(fields[name]));
  if (empty !== undefined) return { problem: say('mapping.noPath', { name: empty }) };
  if ('messages' in fields) return listMapping(fields);
  if (!('instruction' in fields)) return { problem: say('mapping.nothingToRead') };
  const ofLists = [...LIST_FIELDS, 'roles'].find((name) => name in fields);
  if (ofLists !== undefined) return { problem: say('mapping.ofMessages', { name: ofLists }) };
  return { mapping: fields as unknown as FieldMapping };
}

function listMapping(fields: Readonly<Record<string, unknown>>): CheckedMapping {
  const ofTexts = TEXT_FIELDS.find((name) => name in fields);
  if (ofTexts !== undefined) return { problem: say('mapping.exclude', { name: ofTexts }) };
  const { roles } = fields;
  if (roles === undefined) return { mapping: fields as unknown as FieldMapping };
  if (typeof roles !== 'object' || Array.isArray(roles)) return { problem: say('mapping.roles') };
  for (const [role, target] of Object.entries(roles as object)) {
    const isTarget = ROLE_TARGETS.includes(target as RoleTarget);
    if (role === '' || !isTarget)
      return { problem: say('mapping.roleTarget', { role, targets: ROLE_TARGETS.join(', ') }) };
  }
  return { mapping: fields as unknown as FieldMapping };
}

function isPath(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** A mapping as `--fields` takes it, where no path has a comma. */
export function fieldsText(mapping: FieldMapping): string {
  const entries = Object.entries(mapping).map(([name, value]: [string, string | Readonly<Record<string, string>>]) => {
    if (typeof value === 'string') return `${name}=${value}`;
    return `${name}=${Object.entries(value)
      .map(([role, target]) => `${role}:${target}`)
      .join('|')}`;
  });
  return entries.join(',');
}
