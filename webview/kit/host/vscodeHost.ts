import type { FromHost, PageProtocol, ToHost } from '../../../src/protocol/pages/pageMessages';
import { RequestClient } from './requestClient';

declare function acquireVsCodeApi(): { postMessage(message: ToHost): void };

/** The client over the webview's own message channel. */
export function connectToHost<P extends PageProtocol>(): RequestClient<P> {
  const client = new RequestClient<P>(acquireVsCodeApi());
  window.addEventListener('message', (event: MessageEvent<FromHost>) => client.receive(event.data));
  return client;
}
