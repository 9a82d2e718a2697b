import type { FromHost, PageProtocol, ToHost } from '../../../src/protocol/pages/pageMessages';
import { RequestClient } from './requestClient';

interface VsCodeApi {
  postMessage(message: ToHost): void;
  /** Kept by the editor over a reload of the window. */
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The client over the webview's own message channel. */
export function connectToHost<P extends PageProtocol>(): RequestClient<P> {
  const vscode = acquireVsCodeApi();
  vscode.setState(JSON.parse(document.getElementById('restored')?.textContent ?? 'null'));
  const client = new RequestClient<P>(vscode);
  window.addEventListener('message', (event: MessageEvent<FromHost>) => client.receive(event.data));
  return client;
}
