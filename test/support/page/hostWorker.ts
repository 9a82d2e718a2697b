import type { ToHost } from '../../../src/protocol/pages/pageMessages';
import { FakeHost, type FakeHostOptions, type Gate } from './fakeHost';

/** The worker's global scope, as far as it is used here. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}

type ToWorker =
  | { readonly to: 'start'; readonly options: FakeHostOptions }
  | { readonly to: 'host'; readonly message: ToHost }
  | { readonly to: 'hold'; readonly gate: Gate }
  | { readonly to: 'release'; readonly gate: Gate }
  | { readonly to: 'echo' }
  | { readonly to: 'emit'; readonly name: Parameters<FakeHost['emit']>[0]; readonly value: never };

const scope = globalThis as unknown as WorkerScope;
let host: FakeHost | undefined;

scope.addEventListener('message', ({ data }) => {
  if (data.to === 'start') {
    host = new FakeHost(
      data.options,
      (message) => scope.postMessage({ to: 'page', message }),
      (method, params) => scope.postMessage({ to: 'log', method, params }),
    );
  } else if (data.to === 'emit') host?.emit(data.name, data.value);
  else if (data.to === 'hold') host?.hold(data.gate);
  else if (data.to === 'release') host?.release(data.gate);
  else if (data.to === 'echo') scope.postMessage({ to: 'echo' });
  else host?.receive(data.message);
});
