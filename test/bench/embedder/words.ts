import type { Random } from '../../../src/common/random';

export type Language = 'en' | 'ko' | 'zh';

/** A stretch of a text: UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenters = new Map<Language, Intl.Segmenter>();

/** The words of a text, in order; Chinese has them without spaces between. */
export function wordSpans(text: string, language: Language): Span[] {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return [...segmenter.segment(text)]
    .filter((segment) => segment.isWordLike === true)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}

export function replaceSpan(text: string, span: Span, replacement: string): string {
  return text.slice(0, span.start) + replacement + text.slice(span.end);
}

export function textOf(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** One of the spans that satisfy a condition, or undefined. */
export function pickSpan(spans: readonly Span[], random: Random, condition: (span: Span) => boolean): Span | undefined {
  const candidates = spans.filter(condition);
  return candidates.length === 0 ? undefined : random.pick(candidates);
}
