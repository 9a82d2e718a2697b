import type { DeitaError } from '../../common/errors';
import { errorWords } from '../../wording/errorText';

/** A page without scripts that says what a file is and what to do about it. */
export function unreadableHtml(error: DeitaError): string {
  const { message, hint = '' } = errorWords(error);
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
  <title>DEITA dataset</title>
</head>
<body>
  <main>
    <p>${escaped(message)}</p>
    <p>${escaped(hint)}</p>
    <p>Once the dataset is there, close this editor and open the file again. "Reopen Editor With…" shows it as text.</p>
  </main>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
