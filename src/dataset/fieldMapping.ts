import { ROLE_TARGETS, type FieldMapping, type RoleTarget } from './conversation';

const TEXT_FIELDS = ['instruction', 'input', 'response', 'system'] as const;
const LIST_FIELDS = ['messages', 'role', 'content'] as const;

/**
 * Checks a mapping of fields that a person wrote down.
 * @param written the fields by name; `roles` an object of roles and whose they are
 * @returns the mapping, or what is wrong with it, as the end of a sentence
 */
export function checkedMapping(written: Readonly<Record<string, unknown>>): FieldMapping | string {
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(written).filter(([, value]) => value !== undefined && value !== null),
  );
  const known: readonly string[] = [...TEXT_FIELDS, ...LIST_FIELDS, 'roles'];
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) return `"${unknown}" is no field; there are ${known.join(', ')}`;
  const empty = Object.keys(fields).find((name) => name !== 'roles' && !isPath(fields[name]));
  if (empty !== undefined) return `"${empty}" needs a path`;
  if ('messages' in fields) return listMapping(fields);
  if (!('instruction' in fields)) return 'either "instruction" or "messages" is needed';
  const ofLists = [...LIST_FIELDS, 'roles'].find((name) => name in fields);
  if (ofLists !== undefined) return `"${ofLists}" goes with "messages", not with "instruction"`;
  return fields as unknown as FieldMapping;
}

function listMapping(fields: Readonly<Record<string, unknown>>): FieldMapping | string {
  const ofTexts = TEXT_FIELDS.find((name) => name in fields);
  if (ofTexts !== undefined) return `"messages" and "${ofTexts}" exclude each other`;
  const { roles } = fields;
  if (roles === undefined) return fields as unknown as FieldMapping;
  if (typeof roles !== 'object' || Array.isArray(roles)) return '"roles" needs roles and whose they are';
  for (const [role, target] of Object.entries(roles as object)) {
    const isTarget = ROLE_TARGETS.includes(target as RoleTarget);
    if (role === '' || !isTarget) return `the role "${role}" can be mapped to ${ROLE_TARGETS.join(', ')}`;
  }
  return fields as unknown as FieldMapping;
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
