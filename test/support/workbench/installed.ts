import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installExtension, type HostAge } from '../host/codeServer';

/** Names the VSIX that UI tests install; set by the test runner. */
export const VSIX_VARIABLE = 'DEITA_VSIX';

const templates = new Map<HostAge, Promise<string>>();

/** A fresh data folder of a VS Code in which nothing but the packaged extension is installed. */
export async function profileWithExtension(age: HostAge = 'oldest'): Promise<string> {
  const vsix = process.env[VSIX_VARIABLE];
  if (vsix === undefined) throw new Error(`${VSIX_VARIABLE} names no VSIX: run the UI tests through npm test -- ui.`);
  const template = templates.get(age) ?? installInto(vsix, age);
  templates.set(age, template);
  const profile = await temporaryFolder('profile');
  await cp(await template, profile, { recursive: true });
  return profile;
}

async function installInto(vsix: string, age: HostAge): Promise<string> {
  const folder = await temporaryFolder('template');
  await installExtension(path.resolve(vsix), folder, age);
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
