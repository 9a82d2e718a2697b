import type { MessageRole } from '../dataset/conversation';

/** What of a row is looked through for a text. */
export type FindScope =
  | { readonly kind: 'texts' | 'instruction' | 'response' | 'system' }
  | { readonly kind: 'source' }
  | { readonly kind: 'role'; readonly roles: readonly MessageRole[] }
  | { readonly kind: 'field'; readonly path: string };

/** Where a row may have a text that is looked for everywhere; of a bad row, in what it says in place of a conversation. */
export const FOUND_PARTS = ['instruction', 'response', 'system', 'badRow'] as const;
export type FoundPart = (typeof FOUND_PARTS)[number];

/** How many rows have it in each part; a row counts in every part that has it. */
export type FoundIn = Readonly<Record<FoundPart, number>>;

/** What is looked for, and where. */
export interface FindTerms {
  readonly scope: FindScope;
  readonly words: string;
}

/** Messages by who speaks, under the names that files have for it, too. */
const ROLES: ReadonlyMap<string, readonly MessageRole[]> = new Map([
  ...named(['system'], 'system', 'developer'),
  ...named(['user'], 'user', 'human'),
  ...named(['assistant'], 'assistant', 'gpt', 'model'),
  ...named(['toolCall', 'toolResult'], 'tool'),
  ...named(['toolCall'], 'tool_call', 'tool_calls', 'function_call'),
  ...named(['toolResult'], 'tool_result', 'tool_response', 'function_response', 'observation'),
  ...named(['reasoning'], 'reasoning'),
]);

function named(roles: readonly MessageRole[], ...names: readonly string[]): [string, readonly MessageRole[]][] {
  return names.map((name) => [name, roles]);
}

/** `text:` is what stands before words that begin like another prefix. */
const PREFIXED = /^(?:(text|instruction|response|system|source)|field:([^\s:]+)):\s*(.*)$/s;
const ROLE_PREFIXED = /^role:([\w-]+)(?::\s*|\s+|$)(.*)$/s;

/**
 * The words looked for, without the prefix that says where: `instruction:`, `response:`, `system:`, `source:` (as the
 * signal of that name), `role:NAME`, with or without a colon behind it, for the messages of a role, or `field:PATH:`, a
 * dotted path into the rows as they stand in the file. Without one, and after `text:`, every text of the conversation.
 */
export function findTerms(typed: string): FindTerms {
  const text = typed.trim();
  const ofRole = roleTerms(text);
  if (ofRole !== undefined) return ofRole;
  const prefixed = PREFIXED.exec(text);
  if (prefixed === null) return { scope: { kind: 'texts' }, words: text };
  const [, name, path, words = ''] = prefixed;
  if (path !== undefined) return { scope: { kind: 'field', path }, words };
  return {
    scope: { kind: name === 'text' ? 'texts' : (name as 'instruction' | 'response' | 'system' | 'source') },
    words,
  };
}

/** Of a role alone it is asked whether a row has a message of it; nothing else is looked for without words. */
export function asksNothing({ scope, words }: FindTerms): boolean {
  return words === '' && scope.kind !== 'role';
}

function roleTerms(text: string): FindTerms | undefined {
  const [, name = '', words = ''] = ROLE_PREFIXED.exec(text) ?? [];
  const roles = ROLES.get(name.toLowerCase().replaceAll('-', '_'));
  return roles && { scope: { kind: 'role', roles }, words };
}
