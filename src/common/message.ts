/**
 * Something said to people before it is put into words: which message of `src/messages`, and what stands in its gaps.
 * It crosses process boundaries; whoever shows it words it in the reader's language.
 */
export interface Message {
  readonly id: string;
  readonly args: MessageArguments;
  /** Of a fault inside another message: its hint in place of what is wrong, or that with its full stop. */
  readonly part?: 'hint' | 'sentence';
}

export type MessageArguments = Readonly<Record<string, MessageArgument>>;

/** A name, a path or a code as it is; a count, which is written as the reader's language does; a message inside another. */
export type MessageArgument = string | number | Message;
