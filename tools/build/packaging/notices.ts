import path from 'node:path';
import { licenseText, readManifest } from './nativePackages';

/** One text with the licences of everything that ships: `packages` are names below `nodeModules`. */
export async function thirdPartyNotices(packages: readonly string[], nodeModules: string): Promise<string> {
  const notices = await Promise.all(packages.map((name) => notice(path.join(nodeModules, name))));
  return [INTRODUCTION, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`);
}

const INTRODUCTION = `This extension contains the following third-party software and models.
Each is listed with its licence.`;

async function notice(folder: string): Promise<string> {
  const { name, version, license } = await readManifest(folder);
  const text = await licenseText(folder);
  return `${name} ${version}\n\n${text?.trim() ?? `Licence: ${license ?? 'see the package'}`}`;
}
