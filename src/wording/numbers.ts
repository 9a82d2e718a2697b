/**
 * Numbers as users read them: one place for counts, shares, scores, durations and sizes, in the language that texts are
 * in. Everything here is text for people; files and JSON hold plain numbers.
 */
import { language } from './language';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A whole number with its groups apart, such as "14,131". */
export function formatCount(count: number): string {
  return number({}).format(count);
}

/** A large number roughly, such as "12.3M". */
export function formatRoughly(count: number): string {
  return number({ notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

/** A share in [0, 1], such as "8%"; cut rather than rounded without digits, so that 100% means all. */
export function formatPercent(share: number, digits = 0): string {
  const rounding = digits === 0 ? CUT : {};
  return number({ style: 'percent', ...fixed(digits), ...rounding }).format(share);
}

/** Two decimals, or an en dash where there is no score. */
export function formatScore(score: number | undefined): string {
  return score === undefined ? '–' : number(fixed(2)).format(score);
}

/** One decimal, where there is hardly any room; an en dash where there is no score. */
export function formatShortScore(score: number | undefined): string {
  return score === undefined ? '–' : number(fixed(1)).format(score);
}

/** By how many points something moved a score, with its sign. */
export function formatEffect(effect: number): string {
  return `${effect < 0 ? '−' : '+'}${number(fixed(2)).format(Math.abs(effect))}`;
}

/** Four decimals, so that those of a column stand one below the other; cut, so that none above τ reads as τ. */
export function formatSimilarity(similarity: number): string {
  return number({ ...fixed(4), ...CUT, ...NO_SIGN_OF_ZERO }).format(similarity);
}

/** A similarity that somebody has chosen, or the edge of a bin: two to four decimals, cut. */
export function formatThreshold(threshold: number): string {
  return number({ minimumFractionDigits: 2, maximumFractionDigits: 4, ...CUT, ...NO_SIGN_OF_ZERO }).format(threshold);
}

/** In the currency of the price. */
export function formatCost(cost: number): string {
  return number({ minimumFractionDigits: 2, maximumFractionDigits: cost < 1 ? 4 : 2 }).format(cost);
}

/** Items per second: two or three significant digits below 100, whole numbers above. */
export function formatRate(rate: number): string {
  if (rate >= 100) return formatCount(Math.round(rate));
  return number({ maximumSignificantDigits: rate >= 10 ? 3 : 2 }).format(rate);
}

/** Such as "23 MB", of 1,000,000 bytes each. */
export function formatMegabytes(bytes: number): string {
  return number({ style: 'unit', unit: 'megabyte', ...fixed(bytes < 10e6 ? 1 : 0) }).format(bytes / 1e6);
}

/** What something took, such as "350ms", "4.2s" or "3m 5s". */
export function formatElapsed(ms: number): string {
  if (ms < SECOND) return inUnit('millisecond', Math.round(ms));
  return ms < MINUTE - 50 ? inUnit('second', ms / SECOND, 1) : formatRemaining(ms);
}

/** What something may still take, coarse on purpose: "8s", "1m 20s", "12m", "2h 5m". */
export function formatRemaining(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / SECOND));
  if (seconds < 60) return inUnit('second', seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 5) return joined(inUnit('minute', minutes), seconds % 60 && inUnit('second', seconds % 60));
  const wholeMinutes = Math.round(seconds / 60);
  if (wholeMinutes < 60) return inUnit('minute', wholeMinutes);
  return joined(
    inUnit('hour', Math.floor(wholeMinutes / 60)),
    wholeMinutes % 60 && inUnit('minute', wholeMinutes % 60),
  );
}

/** An estimate in words, one unit alone: "12 seconds", "2 minutes", "3 days". At least a second. */
export function formatEstimate(ms: number): string {
  const [unit, length] =
    ms < 1.5 * MINUTE
      ? (['second', SECOND] as const)
      : ms < 1.5 * HOUR
        ? (['minute', MINUTE] as const)
        : ms < 2 * DAY
          ? (['hour', HOUR] as const)
          : (['day', DAY] as const);
  return inUnit(unit, Math.max(1, Math.round(ms / length)), 0, 'long');
}

/** Several things in one breath, such as "tools and media". */
export function formatList(parts: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(parts);
}

/**
 * The form of a sentence that goes with a count; languages differ in how many forms there are.
 * @returns the form for the count, `other` where the language's own is not given
 */
export function plural(count: number, forms: PluralForms): string {
  return forms[pluralRules().select(count)] ?? forms.other;
}

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Left to the format, which works on the number's decimals: 0.29 times 100 is a little less than 29. */
const CUT = { roundingMode: 'trunc' } as const;

const NO_SIGN_OF_ZERO = { signDisplay: 'negative' } as const;

function fixed(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

function inUnit(unit: string, value: number, digits = 0, unitDisplay: 'narrow' | 'long' = 'narrow'): string {
  return number({ style: 'unit', unit, unitDisplay, ...fixed(digits) }).format(value);
}

function joined(larger: string, smaller: string | 0): string {
  return smaller === 0 ? larger : `${larger} ${smaller}`;
}

/** Making a format costs far more than using it, and a table uses thousands. */
const made = new Map<string, Intl.NumberFormat>();

function number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language()} ${JSON.stringify(options)}`;
  let format = made.get(key);
  if (format === undefined) made.set(key, (format = new Intl.NumberFormat(language(), options)));
  return format;
}

let rules: { readonly language: string; readonly rules: Intl.PluralRules } | undefined;

function pluralRules(): Intl.PluralRules {
  if (rules?.language !== language()) rules = { language: language(), rules: new Intl.PluralRules(language()) };
  return rules.rules;
}
