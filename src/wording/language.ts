import { config } from '@vscode/l10n';
import type { Reader } from '../messages/wording';

/** A language and its texts, as the editor has them. */
export interface Language {
  /** BCP 47, such as "en" or "ko". */
  readonly tag: string;
  /** Translations by English text; what is missing stays English. */
  readonly texts: Readonly<Record<string, string>>;
}

let current: Language = { tag: 'en', texts: {} };

/** The language that texts and numbers are in: English, unless the editor has said otherwise. */
export function language(): string {
  return current.tag;
}

/** Who reads what the engine says by code and parameters. */
export function reader(): Reader {
  const { tag, texts } = current;
  return { tag, translate: (english) => texts[english] ?? english };
}

/** To be called before any text is made. */
export function useLanguage({ tag, texts }: Language): void {
  current = { tag, texts };
  config({ contents: { ...texts } });
}
