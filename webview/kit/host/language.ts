import { useLanguage } from '../../../src/wording/language';

/** Where the host has put the page's texts, as JSON by English text. */
const TEXTS_ID = 'texts';

// On import, which comes before that of any module with texts.
useLanguage({
  tag: document.documentElement.lang,
  texts: JSON.parse(document.getElementById(TEXTS_ID)?.textContent ?? '{}') as Record<string, string>,
});
