import type { DeitaError } from '../common/errors';
import { fault } from '../messages/say';
import { percentIn } from './percent';

/** How many rows of each value of a signal a selection takes at most. */
export type QuotaRule =
  | {
      readonly signal: string;
      /** In percent of the row budget, else of the candidates; rounded down; for every value. */
      readonly share: number;
    }
  | {
      readonly signal: string;
      /** Rows by value; other values have no cap. */
      readonly caps: readonly { readonly value: string; readonly rows: number }[];
    };

/** The text that `parseQuota` reads as this rule. */
export function writeQuota(rule: QuotaRule): string {
  if ('share' in rule) return `${rule.signal}=${rule.share}%`;
  return `${rule.signal}=${rule.caps.map(({ value, rows }) => `${plainOrQuoted(value)}:${rows}`).join(',')}`;
}

function plainOrQuoted(value: string): string {
  return /^[\p{L}\p{N}._/-]+$/u.test(value) ? value : JSON.stringify(value);
}

const ENTRY = /^(?:"(?:[^"\\]|\\.)*"|[^",:]*)/;

/**
 * Reads `SIGNAL=30%` or `SIGNAL=VALUE:CAP,VALUE:CAP`; values with `:` or `,` are JSON strings.
 * @throws DeitaError `usage`
 */
export function parseQuota(text: string): QuotaRule {
  const split = text.indexOf('=');
  const [signal, rule] = [text.slice(0, split).trim(), text.slice(split + 1).trim()];
  if (split < 1 || signal === '' || rule === '') throw quotaError(text);
  const share = percentIn(rule);
  if (share !== undefined) {
    if (share > 100) throw quotaError(text);
    return { signal, share };
  }
  return { signal, caps: capsOf(rule, text) };
}

function capsOf(rule: string, text: string): { value: string; rows: number }[] {
  const caps: { value: string; rows: number }[] = [];
  let rest = rule;
  for (;;) {
    const written = ENTRY.exec(rest)?.[0] ?? '';
    const cap = /^\s*:\s*(\d+)\s*(,|$)/.exec(rest.slice(written.length));
    if (written.trim() === '' || cap === null) throw quotaError(text);
    const value = valueOf(written.trim(), text);
    if (caps.some((other) => other.value === value)) throw fault('quotaTwice', { quota: text, value });
    caps.push({ value, rows: Number(cap[1]) });
    if (cap[2] === '') return caps;
    rest = rest.slice(written.length + cap[0].length).trimStart();
  }
}

function valueOf(written: string, text: string): string {
  if (!written.startsWith('"')) return written;
  try {
    return JSON.parse(written) as string;
  } catch {
    throw quotaError(text);
  }
}

function quotaError(quota: string): DeitaError {
  return fault('noQuota', { quota });
}
