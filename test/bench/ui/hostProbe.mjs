/**
 * Loaded through NODE_OPTIONS into the processes of the VS Code under test. In the extension host it writes down, every
 * second, how late its timers came: one JSON line `{pid, at, late}`, milliseconds. SIGUSR2 makes it collect garbage.
 */
import { appendFile } from 'node:fs';
import { setInterval } from 'node:timers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const STEP_MS = 5;
const file = process.env['DEITA_HOST_PROBE'];

if (file !== undefined && process.argv.includes('--type=extensionHost')) {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  process.on('SIGUSR2', () => collectGarbage());
  let late = [];
  let last = globalThis.performance.now();
  setInterval(() => {
    const now = globalThis.performance.now();
    late.push(Math.max(0, now - last - STEP_MS));
    last = now;
  }, STEP_MS).unref();
  setInterval(() => {
    const line = JSON.stringify({ pid: process.pid, at: Date.now(), late: late.map((ms) => Number(ms.toFixed(2))) });
    late = [];
    appendFile(file, `${line}\n`, () => undefined);
  }, 1000).unref();
}
