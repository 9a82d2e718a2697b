import type { ErrorCode } from '../common/errors';

/** English, with gaps such as `{file}`; translations go by it. */
export type Text = string | Plural;

/** A text that differs with a count, which is one of its gaps. */
export interface Plural {
  readonly by: string;
  readonly one: string;
  readonly other: string;
}

/** What is so, and what to do about it. */
export interface Said {
  readonly message: Text;
  readonly hint?: Text;
  /** The gap with what is repeated of a row or of a server's answer: for people, not for the log. */
  readonly quotes?: string;
}

export interface FaultText extends Said {
  readonly code: ErrorCode;
}

/** The names of a text's gaps. Braces around anything but a name, as in JSON, are no gap. */
export type GapsOf<T> = T extends string
  ? GapsOfString<T>
  : T extends { readonly by: infer By; readonly one: infer One; readonly other: infer Other }
    ? By | GapsOfString<One> | GapsOfString<Other>
    : never;

type GapsOfString<T> = T extends `${string}{${infer Gap}}${infer Rest}` ? NameIn<Gap> | GapsOfString<Rest> : never;
type NameIn<Gap extends string> = Gap extends `${string}${' ' | '"' | '{'}${string}` ? never : Gap;
