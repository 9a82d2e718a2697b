/** Characters that steer a terminal, reorder text or hide in it: shown as a plain space. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
/** But a hyphen between letters or digits, which means nothing there. */
const PUNCTUATION = /[!-,./:-@[-`{-~]|-(?![a-z0-9])|(?<![a-z0-9])-/gi;

/**
 * Text that Markdown shows as it is, in one line. CommonMark lets every ASCII punctuation mark be escaped, which also
 * breaks bare addresses, HTML and theme icons; `&` and `<` become entities, as some renderers decode before they parse.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(PUNCTUATION, (mark) => {
    if (mark === '&') return '&amp;';
    if (mark === '<') return '&lt;';
    return `\\${mark}`;
  });
}
