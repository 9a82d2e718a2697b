import * as vscode from 'vscode';
import type { PageProtocol } from '../../protocol/pages/pageMessages';
import { PageBridge, type PageHandlers } from './pageBridge';
import { pageHtml, pageRoot, type PageKind } from './pageHtml';

/** What a webview shows. */
export interface PageOfFile {
  readonly kind: PageKind;
  /** What the page shows, to which its commands apply. */
  readonly file: vscode.Uri;
}

interface ShownPage<P extends PageProtocol> extends PageOfFile {
  readonly handlers: PageHandlers<P>;
}

/** No elements, no scripts: of a page that it takes the place of nothing is left. */
const NOTHING = `<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
</head>
<body></body>
</html>`;

/** Shows a page in a webview, which may run our scripts and nothing else. */
export function showPage<P extends PageProtocol>(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { handlers, ...page }: ShownPage<P>,
): PageBridge<P> {
  webview.options = {
    enableScripts: true,
    enableCommandUris: false,
    enableForms: false,
    localResourceRoots: [pageRoot(extensionUri)],
  };
  const bridge = new PageBridge<P>(webview, handlers, vscode.commands, page.file);
  fillPage(webview, extensionUri, page);
  return bridge;
}

/** Loads the page anew in the webview that it was shown in. */
export function fillPage(webview: vscode.Webview, extensionUri: vscode.Uri, { kind, file }: PageOfFile): void {
  webview.html = pageHtml(webview, extensionUri, kind, { uri: file.toString() });
}

/** Takes the page out of the webview that it was shown in. */
export function emptyPage(webview: vscode.Webview): void {
  webview.html = NOTHING;
}
