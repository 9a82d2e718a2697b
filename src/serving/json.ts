import { ServerError } from './serverError';

/** Reading answers whose shape nobody guarantees: a missing part is `undefined`, never an exception. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function numbersOf(value: unknown): number[] {
  return asArray(value).filter((item): item is number => typeof item === 'number');
}

/** The answer lacks what its API promises. */
export function badAnswer(what: string, hint?: string): ServerError {
  return new ServerError('answer', what, hint);
}
