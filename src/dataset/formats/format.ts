import type { Conversation } from '../conversation';

export type JsonObject = Readonly<Record<string, unknown>>;
export type JsonPath = readonly (string | number)[];

/** One way of writing a conversation as a JSON object. */
export interface RowFormat {
  /** For people. */
  readonly name: string;
  /** Whether the row has the keys of this format, whatever they hold. */
  fits(row: JsonObject): boolean;
  /**
   * Takes texts as they are in the row, joined by line breaks; `textPattern` relies on it.
   * @throws ShapeError when a key of the format holds something else than it should
   */
  parse(row: JsonObject): Conversation;
}

/** Why a row that is valid JSON is not a conversation, and which part of the row is to blame. */
export class ShapeError extends Error {
  constructor(
    readonly code: 'wrongShape' | 'emptyInstruction',
    readonly path: JsonPath,
    message: string,
  ) {
    super(message);
    this.name = 'ShapeError';
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** The first of several spellings of a key that the row has. */
export function findKey(row: JsonObject, spellings: readonly string[]): string | undefined {
  return spellings.find((key) => row[key] !== undefined);
}

/** Text; missing and null read as "". */
export function textOf(value: unknown, path: JsonPath): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  throw new ShapeError('wrongShape', path, `Expected text in ${quotePath(path)}, found ${kindOf(value)}.`);
}

export function listOf(value: unknown, path: JsonPath): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new ShapeError('wrongShape', path, `Expected a list in ${quotePath(path)}, found ${kindOf(value)}.`);
}

export function quotePath(path: JsonPath): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return `"${text.replace(/^\./, '')}"`;
}

/** Where a turn's instruction is, for the error when it is empty. */
export function requireInstruction(instruction: string, path: JsonPath): string {
  if (instruction.trim() !== '') return instruction;
  throw new ShapeError(
    'emptyInstruction',
    path,
    `The instruction in ${quotePath(path)} is empty; fill it in or remove the row.`,
  );
}
