import { isFilled, isObject, joinTexts, nestedJson, saidIn, textOf, type JsonObject, type JsonPath } from './format';
import { FUNCTION_CALL, TOOL_CALLS } from './keys';
import type { RowReading } from './rowReading';

/** Something that was said. */
export interface SaidText {
  /** Where it is not what the message is. */
  readonly role?: 'toolCall' | 'reasoning';
  readonly text: string;
}

/** The texts of a message: what was said, and what tools answered, which may stand in a message of the user. */
export interface MessageContent {
  readonly said: SaidText[];
  readonly toolResults: string[];
}

/** Text, or the text parts of a list of parts. Images and their like go to the row's attachments. */
export function addContent(content: unknown, path: JsonPath, row: RowReading, to: MessageContent): void {
  const said = saidIn(content);
  if (said !== undefined) to.said.push({ text: said });
  else if (Array.isArray(content)) {
    for (const [place, part] of (content as unknown[]).entries()) addPart(part, [...path, place], row, to);
  } else if (isObject(content)) addPart(content, path, row, to);
  else to.said.push({ text: textOf(content, path) });
}

/** A text of content in any of its forms. */
export function contentText(content: unknown, path: JsonPath, row: RowReading): string {
  const found = contentOf(content, path, row);
  return joinTexts([...found.toolResults, ...textsOf(found)]);
}

/** What was said, without what tools answered. */
export function textsOf({ said }: MessageContent): string[] {
  return said.map(({ text }) => text);
}

function contentOf(content: unknown, path: JsonPath, row: RowReading): MessageContent {
  const found: MessageContent = { said: [], toolResults: [] };
  addContent(content, path, row, found);
  return found;
}

function addPart(part: unknown, path: JsonPath, row: RowReading, to: MessageContent): void {
  if (!isObject(part)) {
    to.said.push({ text: saidIn(part) ?? textOf(part, path) });
    return;
  }
  const call = callOf(part);
  const result = resultOf(part);
  if (call !== undefined) to.said.push({ role: 'toolCall', text: JSON.stringify(call) });
  else if (result !== undefined) to.toolResults.push(resultText(result, path, row));
  else if (row.attachments.addPart(part)) {
    row.holdsMedia = true;
    if (typeof part.text === 'string') to.said.push({ text: part.text });
  } else addTextPart(part, path, row, to);
}

/** Under `text`, under the name of the part's type (`thinking`, `refusal`), or in parts of its own. */
function addTextPart(part: JsonObject, path: JsonPath, row: RowReading, to: MessageContent): void {
  const key = [part.type, 'text', 'full_text', 'content', 'parts', 'value', 'summary'].find(
    (name): name is string => typeof name === 'string' && name in part && isFilled(part[name]),
  );
  if (key !== undefined) {
    const before = to.said.length;
    addContent(part[key], [...path, key], row, to);
    if (THOUGHTS.has(String(part.type))) {
      to.said.splice(
        before,
        Infinity,
        ...to.said.slice(before).map(({ text }) => ({ role: 'reasoning' as const, text })),
      );
    }
  } else if (typeof part.type === 'string') {
    if (!EMPTY_PARTS.has(part.type)) row.attachments.addOther(part);
  } else if (isFilled(part)) to.said.push({ text: JSON.stringify(part, withoutNull) }); // Such as what a tool answered, or a call.
}

/** Kinds of parts in which the assistant thinks. */
const THOUGHTS = new Set(['thinking', 'reasoning']);

/** Null is absent: columns of objects are padded with it. */
function withoutNull(_key: string, value: unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null)) : value;
}

const EMPTY_PARTS = new Set(['text', 'input_text', 'output_text', 'thinking', 'redacted_thinking', 'reasoning']);

/** A call to a tool among the parts, in the words of Anthropic, of Gemini, or of OpenAI. */
function callOf(part: JsonObject): unknown {
  const { type } = part;
  if (type === 'tool_use' || type === 'server_tool_use') return { name: part.name, input: part.input };
  if (type === 'tool_call' || type === 'tool-call' || type === 'function_call') {
    if (isFilled(part.function)) return part.function;
    return Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'type' && key !== 'id'));
  }
  return part.functionCall ?? part[FUNCTION_CALL] ?? undefined;
}

/** What a tool answered; undefined where the part is something else. */
function resultOf(part: JsonObject): unknown {
  const { type } = part;
  if (typeof type === 'string' && RESULT_PARTS.test(type)) return part.content ?? part.output ?? part.result ?? '';
  return part.functionResponse ?? part.function_response ?? undefined;
}

const RESULT_PARTS = /^(\w+_)?(tool|function)[_-](result|response|call_output)$|^\w*_tool_result$/;

function resultText(result: unknown, path: JsonPath, row: RowReading): string {
  if (typeof result === 'string') return result;
  return Array.isArray(result) ? contentText(result, path, row) : JSON.stringify(result);
}

/** Calls to tools beside the content, written as ShareGPT data writes them: name and arguments. */
export function callTexts(message: JsonObject): string[] {
  const { [TOOL_CALLS]: calls, [FUNCTION_CALL]: call } = message;
  const texts: string[] = [];
  if (isFilled(calls)) texts.push(...toolCallTexts(calls));
  if (isFilled(call)) texts.push(callText(nestedJson(call) ?? call));
  return texts;
}

function toolCallTexts(calls: unknown): string[] {
  const list = nestedJson(calls) ?? calls;
  return (Array.isArray(list) ? (list as unknown[]) : [list]).filter(isFilled).map(callText);
}

function callText(call: unknown): string {
  if (typeof call === 'string') return call;
  return JSON.stringify(isObject(call) && isFilled(call.function) ? call.function : call);
}
