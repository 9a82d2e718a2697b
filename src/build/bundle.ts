import { build, type BuildOptions } from 'esbuild';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const dist = path.join(root, 'dist');

/** Native packages stay outside the bundles: each finds its binary beside its own files. */
const NATIVE_PACKAGES = ['onnxruntime-node', 'hnswlib-node', 'lmdb'];

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: 'linked',
  sourcesContent: false,
  minifySyntax: true,
  logLevel: 'warning',
};

const nodeBundles: BuildOptions = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outdir: dist,
  entryPoints: {
    extension: 'src/extension.ts',
    engine: 'src/engine/engineProcess.ts',
    computeWorker: 'src/engine/computeWorker.ts',
    cli: 'src/cli/bin.ts',
  },
  external: ['vscode', ...NATIVE_PACKAGES],
};

const pageBundle: BuildOptions = {
  ...shared,
  platform: 'browser',
  target: 'chrome130',
  format: 'esm',
  outdir: path.join(dist, 'webview'),
  entryPoints: { page: 'webview/main.ts' },
  loader: { '.ttf': 'file' },
  minify: true,
};

/** Bundles the extension, the engine, the command line and the page into `dist/`. */
export async function bundle(): Promise<void> {
  await Promise.all(
    ['extension.js', 'engine.js', 'computeWorker.js', 'cli.js', 'webview'].map((name) =>
      rm(path.join(dist, name), { recursive: true, force: true }),
    ),
  );
  await Promise.all([build(nodeBundles), build(pageBundle)]);
  await cp(path.join(root, 'media', 'models'), path.join(dist, 'models'), { recursive: true });
}

if (require.main === module) void bundle();
