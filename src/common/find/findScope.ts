/** What of a row is looked through for a text. */
export type FindScope =
  | { readonly kind: 'texts' | 'instruction' | 'response' | 'system' | 'source' }
  | { readonly kind: 'field'; readonly path: string };

/** What is looked for, and where. */
export interface FindTerms {
  readonly scope: FindScope;
  readonly words: string;
}

/** `text:` is what stands before words that begin like another prefix. */
const PREFIXED = /^(?:(text|instruction|response|system|source)|field:([^\s:]+)):\s*(.*)$/s;

/**
 * The words looked for, without the prefix that says where: `instruction:`, `response:`, `system:`, `source:` (as the
 * signal of that name) or `field:PATH:`, a dotted path into the rows as they stand in the file. Without one, and after
 * `text:`, every text of the conversation.
 */
export function findTerms(typed: string): FindTerms {
  const text = typed.trim();
  const prefixed = PREFIXED.exec(text);
  if (prefixed === null) return { scope: { kind: 'texts' }, words: text };
  const [, name, path, words = ''] = prefixed;
  if (path !== undefined) return { scope: { kind: 'field', path }, words };
  return { scope: { kind: name === 'text' ? 'texts' : (name as Exclude<FindScope['kind'], 'field'>) }, words };
}
