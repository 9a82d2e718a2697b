import { spawnSync } from 'node:child_process';
import type { Cost } from './cost';

/** What a shell command with a file as `$1` costs, to compare with: user and system time of what it starts. */
export function commandCost(command: string, file: string): Cost {
  const start = performance.now();
  // Through a pipe: grep ends at the first hit where nobody can read its output.
  const script = `set -o pipefail; ${command} | cat > /dev/null && times`;
  const { stdout, status } = spawnSync('bash', ['-c', script, 'bash', file]);
  if (status !== 0) throw new Error(`There is no "${command}" to compare with on this system.`);
  const wallMs = performance.now() - start;
  // The second line is the children's user and system time, as 0m0.012s.
  const times =
    stdout
      .toString()
      .split('\n')[1]
      ?.match(/[\d.]+(?=s)/g) ?? [];
  return { cpuMs: times.reduce((sum, seconds) => sum + 1000 * Number(seconds), 0), wallMs };
}
