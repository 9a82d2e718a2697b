import type { Message, MessageArgument } from '../common/message';
import { FAULTS } from './faults';
import { PACKED_FAULTS } from './faults/datasets';
import { SERVER_FAULTS } from './faults/server';
import { FINDINGS } from './findings';
import { PHRASES } from './phrases';
import type { Plural, Said, Text } from './text';

/** How a reader's language is written. */
export interface Reader {
  /** BCP 47. */
  readonly tag: string;
  /** The translation of an English text; the text itself where there is none. */
  readonly translate: (english: string) => string;
}

/** Logs are in English, and so is whatever tells of an error where there is nobody to read it. */
export const ENGLISH: Reader = { tag: 'en', translate: (text) => text };

/** Everything that is told of by code and parameters, besides phrases within it. */
export const SAID = { ...FAULTS, ...PACKED_FAULTS, ...SERVER_FAULTS, ...FINDINGS };

/** A phrase in words; of a fault inside another message its hint, or what is wrong: without its full stop, unless that is asked for. */
export function inWords(message: Message, reader: Reader): string {
  const { id, part } = message;
  if (id in PHRASES) return fill(PHRASES[id as keyof typeof PHRASES], message, reader);
  const words = faultInWords(message, reader);
  if (part === 'hint') return words.hint ?? '';
  return part === 'sentence' ? words.message : words.message.replace(/[.。]$/, '');
}

/** A fault or a finding in words: what is so, and what to do about it. */
export function faultInWords(fault: Message, reader: Reader): { readonly message: string; readonly hint?: string } {
  const { message, hint }: Said = SAID[fault.id as keyof typeof SAID];
  const advice = hint === undefined ? '' : fill(hint, fault, reader);
  return { message: fill(message, fault, reader), ...(advice === '' ? {} : { hint: advice }) };
}

/** What is said as logs and exported files have it. */
export function inEnglish(said: MessageArgument): string {
  return argument(said, ENGLISH);
}

const GAP = /\{(\w+)\}/g;

function fill(text: Text, { args }: Message, reader: Reader): string {
  const english = typeof text === 'string' ? text : pluralForm(text, args[text.by], reader);
  return reader.translate(english).replace(GAP, (gap, name: string) => {
    const value = args[name];
    return value === undefined ? gap : argument(value, reader);
  });
}

/** The text comes from English, whose forms are these two; a translation may be the same for both. */
function pluralForm({ one, other }: Plural, count: MessageArgument | undefined, { tag }: Reader): string {
  return typeof count === 'number' && new Intl.PluralRules(tag).select(count) === 'one' ? one : other;
}

function argument(value: MessageArgument, reader: Reader): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? new Intl.NumberFormat(reader.tag).format(value) : inWords(value, reader);
}
