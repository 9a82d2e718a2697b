import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the command, which then fails. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs a command to its end; its output appears only in the error of a failing one. */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return output;
  throw new Error(`${command} ${args.join(' ')} ended with code ${code ?? 'none'}\n${output.slice(-4000)}`);
}

/** Runs the npm that started this process, or the one on the path. */
export function runNpm(args: readonly string[], cwd: string, signal?: AbortSignal): Promise<string> {
  const npm = process.env['npm_execpath'];
  if (npm?.endsWith('.js') === true) return runCommand(process.execPath, [npm, ...args], { cwd, signal });
  return runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd, signal });
}
