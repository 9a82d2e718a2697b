import type { MessageRole } from '../../../../src/dataset/conversation';

/** What a call to a tool or its result holds. */
export interface ToolContent {
  /** Of the tool, where the text says it. */
  readonly name: string | null;
  /** Indented. */
  readonly json: string;
}

/** JSON that is kept in JSON as a text, as arguments are, is opened too. @returns null for what is no object or list */
export function toolContent(role: MessageRole, text: string): ToolContent | null {
  if (role !== 'toolCall' && role !== 'toolResult') return null;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return null;
  const { name } = value as { readonly name?: unknown };
  return { name: typeof name === 'string' ? name : null, json: JSON.stringify(opened(value), null, 2) };
}

function opened(value: object): unknown {
  if (Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => {
      const inner = typeof member === 'string' && /^\s*[[{]/.test(member) ? parsed(member) : undefined;
      return [key, inner ?? member];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
