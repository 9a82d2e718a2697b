import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installExtension } from '../host/codeServer';

/** Names the VSIX that UI tests install; set by the test runner. */
export const VSIX_VARIABLE = 'DEITA_VSIX';

let template: Promise<string> | undefined;

/** A fresh data folder of a VS Code in which nothing but the packaged extension is installed. */
export async function profileWithExtension(): Promise<string> {
  const vsix = process.env[VSIX_VARIABLE];
  if (vsix === undefined) throw new Error(`${VSIX_VARIABLE} names no VSIX: run the UI tests through npm test -- ui.`);
  template ??= installInto(vsix);
  const profile = await temporaryFolder('profile');
  await cp(await template, profile, { recursive: true });
  return profile;
}

async function installInto(vsix: string): Promise<string> {
  const folder = await temporaryFolder('template');
  await installExtension(path.resolve(vsix), folder);
  return folder;
}

const created: string[] = [];

/** A folder that goes with the process. */
export async function temporaryFolder(purpose: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), `deita-${purpose}-`));
  if (created.push(folder) === 1) process.once('exit', removeCreated);
  return folder;
}

function removeCreated(): void {
  for (const folder of created) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
