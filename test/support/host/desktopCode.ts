import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { existsSync } from 'node:fs';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { _electron as electron } from 'playwright-core';
import { runCommand } from './command';
import type { HostWindow, WindowOptions } from './hostWindow';
import { QUIET_SETTINGS } from './quietSettings';

/** An installed desktop VS Code, driven like the server's workbench: its window is a page, too. */

export interface DesktopSearch {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The program of a desktop VS Code that can show a window here: `VSCODE_PATH`, else the one behind `code`, else the
 * usual places.
 */
export async function findDesktopCode({ platform, env }: DesktopSearch): Promise<string | undefined> {
  if (env['VSCODE_PATH'] !== undefined) return env['VSCODE_PATH'];
  if (!hasDisplay({ platform, env })) return undefined;
  return (await programBehindCommand(platform, env)) ?? usualPlaces(platform, env).find(existsSync);
}

export function hasDisplay({ platform, env }: DesktopSearch): boolean {
  return platform !== 'linux' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
}

/** `code` on the path is a script in the `bin` folder of the installation. */
async function programBehindCommand(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const names = platform === 'win32' ? ['code.cmd'] : ['code'];
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const command = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(existsSync);
  if (command === undefined) return undefined;
  const bin = path.dirname(await realpath(command));
  const candidates = {
    win32: path.join(bin, '..', 'Code.exe'),
    darwin: path.join(bin, '..', '..', '..', 'MacOS', 'Electron'),
  };
  const program = platform === 'win32' || platform === 'darwin' ? candidates[platform] : path.join(bin, '..', 'code');
  return existsSync(program) ? program : undefined;
}

function usualPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') return ['/Applications/Visual Studio Code.app/Contents/MacOS/Electron'];
  if (platform === 'win32') {
    const roots = [path.join(env['LOCALAPPDATA'] ?? '', 'Programs'), env['ProgramFiles'] ?? ''];
    return roots.map((root) => path.join(root, 'Microsoft VS Code', 'Code.exe'));
  }
  return ['/usr/share/code/code', '/opt/visual-studio-code/code', '/snap/code/current/usr/share/code/code'];
}

/** Installs the extension into a profile of its own and opens a window; the person's own VS Code stays as it is. */
export async function openDesktopWindow(
  program: string,
  vsix: string,
  { profile, workspace, settings }: WindowOptions,
): Promise<HostWindow> {
  const folders = [
    `--user-data-dir=${path.join(profile, 'desktop')}`,
    `--extensions-dir=${path.join(profile, 'added')}`,
  ];
  const [cli = program, ...cliArguments] = resolveCliArgsFromVSCodeExecutablePath(program, {
    reuseMachineInstall: true,
  });
  await runCommand(cli, [...cliArguments, ...folders, '--install-extension', vsix, '--force'], { cwd: profile });
  await writeSettings(path.join(profile, 'desktop', 'User'), { ...QUIET_SETTINGS, ...settings });
  const application = await electron.launch({
    executablePath: program,
    args: [workspace, ...folders, ...WINDOW_ARGUMENTS],
    env: withoutHost(process.env),
  });
  return { page: await application.firstWindow(), close: () => application.close() };
}

const WINDOW_ARGUMENTS = [
  '--new-window',
  '--disable-workspace-trust',
  '--skip-welcome',
  '--skip-release-notes',
  '--disable-telemetry',
  '--disable-updates',
];

async function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/** Started from a terminal inside VS Code, the variables of that one would reach the new one. */
function withoutHost(env: NodeJS.ProcessEnv): Record<string, string> {
  const own = Object.entries(env).filter(([name]) => !name.startsWith('VSCODE_') && name !== 'ELECTRON_RUN_AS_NODE');
  return Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
