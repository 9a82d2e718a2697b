import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type DeitaError, messageOf } from '../../common/errors';
import { isProcessRunning } from '../../common/isProcessRunning';
import { sleep } from '../../common/sleep';
import { fault } from '../../messages/say';

/** The right to work on a run, until it is given back or the process ends. */
export interface RunClaim {
  release(): Promise<void>;
}

/** `running-PID-ID-HOST`: everything is in the name, so that a claim is there whole or not at all. */
const CLAIM = /^running-(\d+)-([0-9a-f-]{36})-(.+)$/;
const HOST = os.hostname().replace(/[^\w.-]/g, '_');
/** Claims of this process; a number alone may be an earlier process's. */
const OWN_CLAIMS = new Set<string>();

/** How long one of two processes that come at once is given to step back. */
const LOOKS = 10;
const BETWEEN_LOOKS_MS = 50;

/**
 * Keeps two processes from working on one run: each would ask, and pay, for the same answers, and keep within the caps
 * on its own. A process puts its claim into the folder before it looks for those of others, so that of two at least one
 * sees the other; the one whose claim comes later by name steps back. Claims of processes that have ended are cleared.
 * @throws DeitaError `runInUse`, `outputFailed`
 */
export async function claimRun(folder: string): Promise<RunClaim> {
  const claim = `running-${process.pid}-${randomUUID()}-${HOST}`;
  const release = async (): Promise<void> => {
    OWN_CLAIMS.delete(claim);
    await rm(path.join(folder, claim), { force: true });
  };
  OWN_CLAIMS.add(claim);
  try {
    await put(folder, claim);
    for (let look = 1; ; look++) {
      const [other] = await othersThan(folder, claim);
      if (other === undefined) return { release };
      if (other < claim || look === LOOKS) throw inUse(folder, other);
      await sleep(BETWEEN_LOOKS_MS);
    }
  } catch (error) {
    await release();
    throw error;
  }
}

/** Whether a process works on a run. */
export async function isWorkedOn(folder: string): Promise<boolean> {
  return (await claimsIn(folder)).some(isAlive);
}

async function put(folder: string, claim: string): Promise<void> {
  try {
    await writeFile(path.join(folder, claim), '', { flag: 'wx' });
  } catch (error) {
    throw fault('notWritten', { file: folder, reason: messageOf(error) });
  }
}

/** The claims of other processes that run, in the order of their names; those of ended ones are taken away. */
async function othersThan(folder: string, claim: string): Promise<string[]> {
  const others = (await claimsIn(folder)).filter((name) => name !== claim).sort();
  for (const ended of others.filter((name) => !isAlive(name))) await rm(path.join(folder, ended), { force: true });
  return others.filter(isAlive);
}

async function claimsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => CLAIM.test(name));
}

/** Of another machine's process nothing is known: it may run. */
function isAlive(claim: string): boolean {
  const [, pid, , host] = CLAIM.exec(claim) ?? [];
  if (host !== HOST) return true;
  if (Number(pid) === process.pid) return OWN_CLAIMS.has(claim);
  return isProcessRunning(Number(pid));
}

function inUse(folder: string, claim: string): DeitaError {
  const [, pid = '', , host = ''] = CLAIM.exec(claim) ?? [];
  return fault('runInUse', { folder, pid, host, claim: path.join(folder, claim) });
}
