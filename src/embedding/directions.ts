/** What something is compared with, or turned into: the word behind these, by its first letter. */
const ENGLISH =
  '\\b(?:than|into|join|(?:convert|translat|transform|chang|turn|switch)\\p{L}*\\b[^.;:?!]{1,40}?\\bto)\\s+(?<word>\\p{L})';
/** By two ideographs, because names of people often share the first. */
const CHINESE = '(?:比|换成|翻译成|翻译为|转换成|转换为|变成|变为|转成|转为)(?<ideographs>\\p{Script=Han}{2})';
/** Particles stand behind their word. */
const KOREAN =
  '(?<![\\p{L}\\p{N}])(?<syllable>\\p{Script=Hangul})\\p{Script=Hangul}{0,5}(?:보다|에서)(?![\\p{L}\\p{N}])';

const DIRECTION = new RegExp([ENGLISH, CHINESE, KOREAN].join('|'), 'gu');

/**
 * Which way round two things are compared or turned into each other, as the initial of the one that is named as measure,
 * source or target.
 * @param text in normal form, lower case
 */
export function directionsIn(text: string): string[] {
  return Array.from(text.matchAll(DIRECTION), ({ groups }) => {
    return `to ${groups?.word ?? groups?.ideographs ?? groups?.syllable ?? ''}`;
  });
}
