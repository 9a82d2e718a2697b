import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { copyModels } from './models';
import { NATIVE_PACKAGES } from './packaging/nativePackages';
import { ON_DEMAND_FILES, onDemand } from './packaging/onDemand';
import { writeRecipeSchema } from './recipeSchema';

const root = path.resolve(__dirname, '../..');
const dist = path.join(root, 'dist');

const shared = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: 'linked',
  sourcesContent: false,
  minifySyntax: true,
  logLevel: 'warning',
  metafile: true,
} as const satisfies BuildOptions;

/**
 * One module for the editor's API. A bundle would else hold a copy of its hundreds of names for every file that imports
 * it, made while the editor waits for the extension to be activated.
 */
const editorApi: Plugin = {
  name: 'editor-api',
  setup(hooks) {
    hooks.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === editorApi.name ? { path: 'vscode', external: true } : { path: 'vscode', namespace: editorApi.name },
    );
    hooks.onLoad({ filter: /.*/, namespace: editorApi.name }, () => ({ contents: "export * from 'vscode';" }));
  },
};

/** How every program for Node is bundled; packages that take long to load come with their first use. */
export const NODE_BUNDLE = {
  ...shared,
  platform: 'node',
  target: 'node20',
  // Some packages' CommonJS builds load their parts in ways that a bundler cannot follow (jsonc-parser).
  mainFields: ['module', 'main'],
  format: 'cjs',
  // tsx: named where the sources run unbundled, never reached in a bundle.
  external: ['tsx', ...NATIVE_PACKAGES],
  plugins: [editorApi, onDemand([...NATIVE_PACKAGES, 'node:http', 'node:https'])],
} as const satisfies BuildOptions;

const nodeBundles = {
  ...NODE_BUNDLE,
  outdir: dist,
  entryPoints: {
    extension: 'src/extension.ts',
    engine: 'src/engine/engineProcess.ts',
    computeWorker: 'src/engine/computeWorker.ts',
    cli: 'src/cli/bin.ts',
    ...ON_DEMAND_FILES,
  },
} as const satisfies BuildOptions;

/** Every folder of `webview/pages` is a page: its `main.ts` becomes a script and a style sheet of the folder's name. */
function pageEntries(): Record<string, string> {
  const pages = readdirSync(path.join(root, 'webview', 'pages'));
  return Object.fromEntries(pages.map((page) => [page, `webview/pages/${page}/main.ts`]));
}

export const pageBundle = {
  ...shared,
  platform: 'browser',
  target: 'chrome130',
  format: 'esm',
  outdir: path.join(dist, 'webview'),
  entryPoints: pageEntries(),
  loader: { '.ttf': 'file' },
  minify: true,
} as const satisfies BuildOptions;

/**
 * Bundles the extension, the engine, the command line and the pages into `dist/`.
 * @returns the names of the npm packages that went into the bundles.
 */
export async function bundle(): Promise<string[]> {
  await Promise.all(
    ['webview', ...Object.keys(nodeBundles.entryPoints).map((name) => `${name}.js`)].map((name) =>
      rm(path.join(dist, name), { recursive: true, force: true }),
    ),
  );
  const results = await Promise.all([build(nodeBundles), build(pageBundle)]);
  await copyModels(root);
  await writeRecipeSchema(root);
  return bundledPackages(results.map((result) => result.metafile));
}

function bundledPackages(metafiles: readonly Metafile[]): string[] {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const names = inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []);
  return [...new Set(names)].sort();
}

if (require.main === module) void bundle();
