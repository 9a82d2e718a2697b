import { isFilled, isObject, nestedJson, type JsonObject } from '../dataset/formats/format';
import { TOOL_KEYS } from '../dataset/formats/attachments';
import { say } from '../messages/say';
import { Refusal } from './refusal';

/** A tool as chat templates get it: `parameters` is a JSON schema. */
export interface Tool {
  readonly type: 'function';
  readonly function: { readonly name: string; readonly parameters: JsonObject } & JsonObject;
}

/**
 * The tools that a row names, in the form that all trainers read.
 * @throws Refusal where one has no schema of its parameters
 */
export function toolsOf(source: unknown): readonly Tool[] | undefined {
  if (!isObject(source)) return undefined;
  const key = TOOL_KEYS.find((name) => isFilled(source[name]));
  if (key === undefined) return undefined;
  const value = nestedJson(source[key]) ?? source[key];
  const list = (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isFilled);
  return list.length === 0 ? undefined : list.map(toolOf);
}

function toolOf(value: unknown, at: number): Tool {
  const described = isObject(value) && isObject(value.function) ? value.function : value;
  if (!isObject(described) || typeof described.name !== 'string' || described.name === '') {
    throw new Refusal('toolsWithoutSchema', say('refused.toolWithoutName', { place: String(at + 1) }));
  }
  const { name, parameters, input_schema: schema = parameters, ...others } = described;
  const read = nestedJson(schema) ?? schema;
  if (!isObject(read)) throw new Refusal('toolsWithoutSchema', say('refused.toolWithoutSchema', { name }));
  return { type: 'function', function: { name, ...others, parameters: read } };
}
