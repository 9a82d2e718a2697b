import { Template } from '@huggingface/jinja';
import { messageOf } from '../common/errors';
import { say } from '../messages/say';
import type { ChatMessage, ChatRow } from './chatRow';
import { Refusal } from './refusal';

/** Tokens that templates name, such as `bos_token`. */
export type SpecialTokens = Readonly<Record<string, string>>;

export interface RenderOptions {
  /** Whether the text ends where the assistant would go on. */
  readonly addGenerationPrompt?: boolean;
}

/** A text and what of it is trained on: from, up to but not including, in UTF-16 code units. */
export interface MarkedText {
  readonly text: string;
  readonly spans: readonly (readonly [start: number, end: number])[];
}

/** Stand in the rendered text where `generation` does in the template; no text for people has them. */
const [OPEN, CLOSE] = ['\uFDD0', '\uFDD1'];
const GENERATION = /\{%(-?)\s*(end)?generation\s*(-?)%\}/g;

/** A chat template of a tokenizer, as Transformers renders it. */
export class ChatTemplate {
  private readonly template: Template;
  /** Whether the template itself says what is trained on. */
  readonly marksAnswers: boolean;

  /** @throws Error for a text that is no template */
  constructor(
    source: string,
    private readonly tokens: SpecialTokens,
  ) {
    const marked = source.replace(
      GENERATION,
      (_tag, left: string, end: string | undefined, right: string) =>
        `{{${left} '${end === undefined ? OPEN : CLOSE}' ${right}}}`,
    );
    this.marksAnswers = marked !== source;
    this.template = new Template(marked);
  }

  /** @throws Refusal where the template has no place for what the row holds */
  render(row: ChatRow, options?: RenderOptions): string {
    return this.renderMarked(row, options).text;
  }

  /** With what the template marks; no spans where it marks nothing. */
  renderMarked({ messages, tools }: ChatRow, { addGenerationPrompt = false }: RenderOptions = {}): MarkedText {
    let text: string;
    try {
      text = this.template.render({
        ...this.tokens,
        messages: messages.map(templateMessage),
        tools: tools ?? null,
        add_generation_prompt: addGenerationPrompt,
      });
    } catch (error) {
      throw new Refusal('template', say('refused.template', { reason: messageOf(error) }));
    }
    return withoutMarks(text);
  }
}

/** As Transformers hands messages to templates. */
function templateMessage({ role, content, reasoning, calls }: ChatMessage): object {
  return {
    role,
    content,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(calls === undefined ? {} : { tool_calls: calls.map((call) => ({ type: 'function', function: call })) }),
  };
}

function withoutMarks(rendered: string): MarkedText {
  const spans: (readonly [number, number])[] = [];
  let text = '';
  let start: number | undefined;
  for (const part of rendered.split(/(\uFDD0|\uFDD1)/)) {
    if (part === OPEN) start = text.length;
    else if (part === CLOSE) {
      if (start !== undefined && text.length > start) spans.push([start, text.length]);
      start = undefined;
    } else text += part;
  }
  return { text, spans };
}
