import { config } from '@vscode/l10n';

/** A language and its texts, as the editor has them. */
export interface Language {
  /** BCP 47, such as "en" or "ko". */
  readonly tag: string;
  /** Translations by English text; what is missing stays English. */
  readonly texts: Readonly<Record<string, string>>;
}

let tag = 'en';

/** The language that texts and numbers are in: English, unless the editor has said otherwise. */
export function language(): string {
  return tag;
}

/** To be called before any text is made. */
export function useLanguage({ tag: newTag, texts }: Language): void {
  tag = newTag;
  config({ contents: { ...texts } });
}
