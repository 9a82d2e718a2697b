import type { ToHost } from '../../../src/protocol/pages/pageMessages';
import { FakeCalibrationHost } from './calibration/fakeCalibrationHost';
import { FakeChainsHost } from './chains/fakeChainsHost';
import { FakeComparisonHost } from './comparison/fakeComparisonHost';
import { FakeCompositionHost } from './composition/fakeCompositionHost';
import { FakeExperimentsHost } from './experiments/fakeExperimentsHost';
import { FakeHost } from './fakeHost';
import type { FakeChannel } from './fakePageHost';
import { FakeSheetHost } from './sheet/fakeSheetHost';
import { FakeSelectionsHost } from './selections/fakeSelectionsHost';

/** The worker's global scope, as far as it is used here. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}

/** What a fake host can do for a test, whichever page it is of. */
interface AnyHost {
  receive(message: ToHost): void;
  emit(name: string, value: unknown): void;
  hold(gate: string): void;
  release(gate: string): void;
}

type ToWorker =
  | { readonly to: 'start'; readonly page: PageName; readonly options: never }
  | { readonly to: 'host'; readonly message: ToHost }
  | { readonly to: 'hold'; readonly gate: string }
  | { readonly to: 'release'; readonly gate: string }
  | { readonly to: 'echo' }
  | { readonly to: 'emit'; readonly name: string; readonly value: unknown };

/** A host for each page in `webview/pages`. */
const HOSTS = {
  table: FakeHost,
  calibration: FakeCalibrationHost,
  chains: FakeChainsHost,
  comparison: FakeComparisonHost,
  composition: FakeCompositionHost,
  sheet: FakeSheetHost,
  experiments: FakeExperimentsHost,
  selections: FakeSelectionsHost,
} as const;
type PageName = keyof typeof HOSTS;

const scope = globalThis as unknown as WorkerScope;
const channel: FakeChannel = {
  post: (message) => scope.postMessage({ to: 'page', message }),
  record: (method, params) => scope.postMessage({ to: 'log', method, params }),
};
let host: AnyHost | undefined;

scope.addEventListener('message', ({ data }) => {
  if (data.to === 'start') host = new HOSTS[data.page](data.options, channel);
  else if (data.to === 'emit') host?.emit(data.name, data.value);
  else if (data.to === 'hold') host?.hold(data.gate);
  else if (data.to === 'release') host?.release(data.gate);
  else if (data.to === 'echo') scope.postMessage({ to: 'echo' });
  else host?.receive(data.message);
});
