import { say } from '../messages/say';
import type { ChatMessage, ChatRow } from './chatRow';
import type { ChatTemplate, MarkedText } from './chatTemplate';
import { Refusal, refusalOr } from './refusal';

/**
 * A row as its template renders it, and what of it is trained on: every answer of the assistant with the token that ends
 * it. Where the template does not mark that itself, an answer is what a rendering gains by it.
 * @param endTokens that may end an answer, such as `<|im_end|>`
 * @throws Refusal where the template refuses the row, or hides where an answer stands
 */
export function markTrained(template: ChatTemplate, row: ChatRow, endTokens: readonly string[]): MarkedText {
  const marked = template.renderMarked(row);
  if (template.marksAnswers) return marked;
  const { text } = marked;
  const spans = row.messages.flatMap(({ role }, at) => {
    if (role !== 'assistant') return [];
    const span = gainedBy(template, row, at, text) ?? replacedBy(template, row, at, text, endTokens);
    if (span === undefined) {
      throw new Refusal('template', say('refused.hiddenAnswer', { place: String(at + 1) }));
    }
    return [span];
  });
  return { text, spans };
}

type Span = readonly [start: number, end: number];

/** What the text is longer by than the one that asks for the answer. */
function gainedBy(template: ChatTemplate, row: ChatRow, at: number, text: string): Span | undefined {
  const rendered = refusalOr(() => ({
    asked: template.render({ ...row, messages: row.messages.slice(0, at) }, { addGenerationPrompt: true }),
    answered: template.render({ ...row, messages: row.messages.slice(0, at + 1) }),
  }));
  if (rendered instanceof Refusal) return undefined;
  const { asked, answered } = rendered;
  if (!answered.startsWith(asked) || !text.startsWith(answered)) return undefined;
  // The line break after the end of an answer belongs to no one.
  return [asked.length, Math.max(asked.length, answered.trimEnd().length)];
}

/** Stands for an answer; no text for people has it. */
const STAND_IN = '\uFDD2';

/** Where something else stands when the answer is another one: templates may treat the last answer in a way of its own. */
function replacedBy(
  template: ChatTemplate,
  row: ChatRow,
  at: number,
  text: string,
  endTokens: readonly string[],
): Span | undefined {
  const { content } = row.messages[at] as ChatMessage;
  if (content === '') return undefined;
  const messages = row.messages.with(at, { ...(row.messages[at] as ChatMessage), content: STAND_IN });
  const rendered = refusalOr(() => template.render({ ...row, messages }));
  if (rendered instanceof Refusal) return undefined;
  const start = rendered.indexOf(STAND_IN);
  const before = rendered.slice(0, start);
  const after = rendered.slice(start + STAND_IN.length);
  if (start < 0 || !text.startsWith(before) || !text.endsWith(after)) return undefined;
  const end = text.length - after.length;
  const closing = endTokens.find((token) => token !== '' && after.startsWith(token)) ?? '';
  return [start, end + closing.length];
}
