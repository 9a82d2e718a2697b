import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Packages that stay outside the bundles: each finds its binary beside its own files. */
export const NATIVE_PACKAGES = ['onnxruntime-node', 'hnswlib-node', 'lmdb'];

/** Needed to install or compile a native package, not to run it. */
const NOT_AT_RUN_TIME = new Set(['adm-zip', 'global-agent', 'node-addon-api', 'msgpackr-extract']);

const { platform, arch } = process;
const LICENSE = /^(licen[cs]e|notice|copying)[^/]*$/i;

/** Files of a package that run, besides its licence; `path` is relative to the package. */
const RUNTIME_FILES: Readonly<Record<string, readonly RegExp[]>> = {
  'onnxruntime-node': [/^package\.json$/, /^dist\/.*\.js$/, new RegExp(`^bin/napi-v\\d+/${platform}/${arch}/`)],
  'onnxruntime-common': [/^package\.json$/, /^dist\/cjs\/.*\.(js|json)$/],
  'hnswlib-node': [/^package\.json$/, /^lib\/.*\.js$/, /^build\/Release\/addon\.node$/],
  lmdb: [/^package\.json$/, /^dist\/index\.cjs$/],
  [`@lmdb/lmdb-${platform}-${arch}`]: [/^package\.json$/, /^index\.js$/, /^node\.napi\..*node$/],
  msgpackr: [/^package\.json$/, /^dist\/node\.cjs$/],
};

const PLAIN_JAVASCRIPT = [/^package\.json$/, /^(dist\/|lib\/)?[^./][^/]*\.c?js$/];

/** The native packages with everything they need at run time on this platform, found from their manifests. */
export async function runtimePackages(nodeModules: string): Promise<string[]> {
  const found = new Set<string>();
  const visit = async (name: string): Promise<void> => {
    if (found.has(name) || NOT_AT_RUN_TIME.has(name)) return;
    found.add(name);
    const manifest = await readManifest(path.join(nodeModules, name));
    const binary = `@lmdb/lmdb-${platform}-${arch}`;
    const binaries = Object.keys(manifest.optionalDependencies ?? {}).filter((optional) => optional === binary);
    for (const dependency of [...Object.keys(manifest.dependencies ?? {}), ...binaries]) await visit(dependency);
  };
  for (const name of NATIVE_PACKAGES) await visit(name);
  return [...found].sort();
}

/** Copies a package's run-time files and licence. */
export async function copyRuntimeFiles(name: string, nodeModules: string, target: string): Promise<void> {
  const source = path.join(nodeModules, name);
  const kept = RUNTIME_FILES[name] ?? PLAIN_JAVASCRIPT;
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    const file = path.relative(source, path.join(entry.parentPath, entry.name));
    const portable = file.split(path.sep).join('/');
    const wanted = LICENSE.test(portable) || kept.some((pattern) => pattern.test(portable));
    if (!entry.isFile() || !wanted || portable.startsWith('node_modules/')) continue;
    await cp(path.join(source, file), path.join(target, name, file));
  }
}

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export async function readManifest(folder: string): Promise<PackageManifest> {
  return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

export async function licenseText(folder: string): Promise<string | undefined> {
  const file = (await readdir(folder)).find((name) => LICENSE.test(name));
  return file === undefined ? undefined : readFile(path.join(folder, file), 'utf8');
}
