import * as l10n from '@vscode/l10n';
import type { DeitaError } from '../../common/errors';
import { errorWords } from '../../wording/errorText';
import { language } from '../../wording/language';

/** A page without scripts that says what a file is and what to do about it. */
export function unreadableHtml(error: DeitaError): string {
  const { message, hint = '' } = errorWords(error);
  return `<!DOCTYPE html>
<html lang="${escaped(language())}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
  <title>${escaped(l10n.t('DEITA dataset'))}</title>
</head>
<body>
  <main>
    <p>${escaped(message)}</p>
    <p>${escaped(hint)}</p>
    <p>${escaped(openAgain())}</p>
  </main>
</body>
</html>`;
}

function openAgain(): string {
  return l10n.t(
    'Once the dataset is there, close this editor and open the file again. "Reopen Editor With…" shows it as text.',
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
