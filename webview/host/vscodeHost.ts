import { RequestClient, type FromHost, type ToHost } from './requestClient';

declare function acquireVsCodeApi(): { postMessage(message: ToHost): void };

/** The client over the webview's own message channel. */
export function connectToHost(): RequestClient {
  const vscode = acquireVsCodeApi();
  const client = new RequestClient((message) => vscode.postMessage(message));
  window.addEventListener('message', (event: MessageEvent<FromHost>) => client.receive(event.data));
  return client;
}
