import * as vscode from 'vscode';
import { editorLanguage } from '../language';

/** One of the pages in `webview/pages`. */
export interface PageKind {
  /** Its folder. */
  readonly name: string;
  /** Worded when the page is shown. */
  readonly title: () => string;
}

/** What the editor keeps of a page over a reload of the window, to show it again. */
export interface RestoredPage {
  /** What the page shows. */
  readonly uri: string;
}

/**
 * The page's document: no inline script, no inline style, nothing from elsewhere. Dataset text never appears in it; the
 * page asks for rows by message.
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { name, title }: PageKind,
  restored: RestoredPage,
): string {
  const { tag, texts } = editorLanguage();
  const nonce = crypto.randomUUID();
  const asset = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(extensionUri), name)).toString();
  return `<!DOCTYPE html>
<html lang="${tag}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(webview.cspSource, nonce)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${asset(`${name}.css`)}">
  <title>${title()}</title>
</head>
<body>
  <div id="root"></div>
  <script type="application/json" id="texts">${asData(texts)}</script>
  <script type="application/json" id="restored">${asData(restored)}</script>
  <script type="module" nonce="${nonce}" src="${asset(`${name}.js`)}"></script>
</body>
</html>`;
}

/** JSON as the content of a `script` that is data: nothing in it ends the element. */
function asData(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** The one folder that a page may load files from. */
export function pageRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

function contentSecurityPolicy(source: string, nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source} blob:`, // What a page draws itself, to be saved as a picture.
  ].join('; ');
}
