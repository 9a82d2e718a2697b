import { languageOf } from '../../../scoring/language';
import type { TextSignal } from '../signalSource';

/** ISO 639-1 codes of what `languageOf` tells apart; of a script the language that most texts in it are written in. */
const CODES: Readonly<Record<string, string>> = {
  english: 'en',
  french: 'fr',
  spanish: 'es',
  portuguese: 'pt',
  german: 'de',
  italian: 'it',
  dutch: 'nl',
  polish: 'pl',
  vietnamese: 'vi',
  indonesian: 'id',
  turkish: 'tr',
  swedish: 'sv',
  Han: 'zh',
  Kana: 'ja',
  Hangul: 'ko',
  Cyrillic: 'ru',
  Arabic: 'ar',
  Devanagari: 'hi',
  Thai: 'th',
  Greek: 'el',
  Hebrew: 'he',
};
const UNDETERMINED = 'und';

/** The language of the instructions; where that cannot be told, of the whole conversation. */
export const LANGUAGE: TextSignal = {
  derive({ conversation: { turns } }) {
    const instructions = turns.map(({ instruction }) => instruction).join('\n');
    return codeOf(instructions) ?? codeOf(turns.map(textOf).join('\n')) ?? UNDETERMINED;
  },
};

function textOf({ instruction, response }: { readonly instruction: string; readonly response: string }): string {
  return `${instruction}\n${response}`;
}

function codeOf(text: string): string | undefined {
  const language = languageOf(text);
  return language === undefined ? undefined : CODES[language];
}
