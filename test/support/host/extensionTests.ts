import path from 'node:path';
import { launchBrowser, openPage } from './browser';
import { startCodeServer } from './codeServer';

export interface ExtensionTestOptions {
  /** Folder of the extension under test. */
  readonly extension: string;
  /** The bundled suite: exports `run(): Promise<void>`. */
  readonly suite: string;
  /** Folder open in the workbench. */
  readonly workspace: string;
  readonly dataDir: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends a suite that hangs. */
  readonly stop: AbortSignal;
}

export interface ExtensionTestEnd {
  readonly exitCode: number;
  /** What the workbench's console said. */
  readonly log: string;
}

/** Runs an extension test suite inside the server host; the counterpart of `@vscode/test-electron`'s `runTests`. */
export async function runInCodeServer(options: ExtensionTestOptions): Promise<ExtensionTestEnd> {
  const server = await startCodeServer({ dataDir: options.dataDir, env: options.env ?? {} });
  const browser = await launchBrowser();
  const log: string[] = [];
  try {
    const page = await openPage(browser);
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      log.push(`${type}: ${args.map(String).join(' ')}`);
    });
    let end: (exitCode: number) => void = () => undefined;
    const ended = new Promise<number>((resolve) => (end = resolve));
    await page.exposeFunction('codeAutomationExit', end);
    await page.goto(testUrl(server.url(options.workspace), server.port, options));
    const exitCode = await Promise.race([ended, stopped(options.stop)]);
    return { exitCode, log: log.join('\n') };
  } finally {
    await browser.close();
    await server.stop();
  }
}

function testUrl(workbench: string, port: number, { extension, suite }: ExtensionTestOptions): string {
  const remote = (file: string): string => `vscode-remote://localhost:${port}${path.resolve(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(suite)],
  ];
  return `${workbench}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The exit code of a suite that was told to stop. */
export function stopped(signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(STOPPED);
    else signal.addEventListener('abort', () => resolve(STOPPED), { once: true });
  });
}

const STOPPED = 124;
