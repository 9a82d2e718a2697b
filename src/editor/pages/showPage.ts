import * as vscode from 'vscode';
import type { PageProtocol } from '../../protocol/pages/pageMessages';
import { PageBridge, type PageHandlers } from './pageBridge';
import { pageHtml, pageRoot, type PageKind } from './pageHtml';

interface ShownPage<P extends PageProtocol> {
  readonly kind: PageKind;
  /** What the page shows, to which its commands apply. */
  readonly file: vscode.Uri;
  readonly handlers: PageHandlers<P>;
}

/** Shows a page in a webview, which may run our scripts and nothing else. */
export function showPage<P extends PageProtocol>(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { kind, file, handlers }: ShownPage<P>,
): PageBridge<P> {
  webview.options = {
    enableScripts: true,
    enableCommandUris: false,
    enableForms: false,
    localResourceRoots: [pageRoot(extensionUri)],
  };
  const bridge = new PageBridge<P>(webview, handlers, vscode.commands, file);
  webview.html = pageHtml(webview, extensionUri, kind, { uri: file.toString() });
  return bridge;
}
