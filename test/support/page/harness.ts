/** The browser's globals, as far as they are used here; tests are checked without the DOM's types. */
interface HarnessWindow {
  readonly location: { readonly pathname: string; readonly search: string };
  readonly document: {
    readonly documentElement: { readonly style: { setProperty(name: string, value: string): void } };
    readonly body: { className: string; dataset: Record<string, string> };
    addEventListener(type: 'DOMContentLoaded', listener: () => void): void;
  };
  readonly Worker: new (url: string) => HarnessWorker;
  readonly MessageEvent: new (type: string, init: { data: unknown }) => object;
  dispatchEvent(event: object): void;
  addEventListener(type: 'keydown', listener: (event: HarnessKey) => void): void;
  acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: unknown): void };
  /** For tests: what the page has asked for, a way to send it an event, and to hold back what the host says. */
  hostLog: { readonly method: string; readonly params: unknown }[];
  emitToPage(name: string, value: unknown): void;
  holdHost(gate: string): void;
  releaseHost(gate: string): void;
  /** Settles once all messages that are under way in both directions have arrived. */
  hostEcho(): Promise<void>;
}

interface HarnessKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  preventDefault(): void;
}

interface HarnessWorker {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void;
}

type FromWorker =
  | { readonly to: 'page'; readonly message: unknown }
  | { readonly to: 'echo' }
  | { readonly to: 'log'; readonly method: string; readonly params: unknown };

interface Theme {
  readonly className: string;
  readonly kind: string;
  readonly variables: Readonly<Record<string, string>>;
}

declare const THEMES: Readonly<Record<string, Theme>>;

/** Does for the page what VS Code does: theme variables, `acquireVsCodeApi`, messages. Options come in the address. */
function startHarness(page: HarnessWindow): void {
  const parameters = new URLSearchParams(page.location.search);
  applyTheme(page, parameters.get('theme') ?? 'dark');
  const worker = new page.Worker('/hostWorker.js');
  page.hostLog = [];
  const echoes: (() => void)[] = [];
  worker.addEventListener('message', ({ data }) => {
    if (data.to === 'echo') echoes.shift()?.();
    else if (data.to === 'log') page.hostLog.push({ method: data.method, params: data.params });
    else page.dispatchEvent(new page.MessageEvent('message', { data: data.message }));
  });
  const options: unknown = JSON.parse(parameters.get('host') ?? '{"rows":2000}');
  worker.postMessage({ to: 'start', page: page.location.pathname.slice(1), options });
  page.emitToPage = (name, value) => worker.postMessage({ to: 'emit', name, value });
  page.holdHost = (gate) => worker.postMessage({ to: 'hold', gate });
  page.releaseHost = (gate) => worker.postMessage({ to: 'release', gate });
  page.hostEcho = () =>
    new Promise((resolve) => {
      echoes.push(resolve);
      worker.postMessage({ to: 'echo' });
    });
  // The browser itself undoes nothing in a webview.
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey && event.key === 'z') event.preventDefault();
  });
  page.acquireVsCodeApi = () => ({
    postMessage: (message) => worker.postMessage({ to: 'host', message }),
    setState: () => undefined,
  });
}

function applyTheme({ document }: HarnessWindow, name: string): void {
  const theme = THEMES[name];
  if (theme === undefined) throw new Error(`No theme "${name}".`);
  for (const [variable, value] of Object.entries(theme.variables)) {
    document.documentElement.style.setProperty(variable, value);
  }
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = theme.className;
    document.body.dataset['vscodeThemeKind'] = theme.kind;
  });
}

startHarness(globalThis as unknown as HarnessWindow);
