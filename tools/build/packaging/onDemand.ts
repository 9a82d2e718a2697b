import type { Plugin } from 'esbuild';

/**
 * Packages that take long to load, and that most runs of the command line and of the engine never use, or not at once:
 * by the file of `dist/` that holds them, the modules that are imported of them. A module that is left out here is
 * bundled like any other.
 */
const FILES: Readonly<Record<string, readonly string[]>> = {
  parquet: [
    'hyparquet',
    'hyparquet/src/assemble.js',
    'hyparquet/src/column.js',
    'hyparquet/src/convert.js',
    'hyparquet/src/datapage.js',
    'hyparquet/src/encoding.js',
    'hyparquet/src/schema.js',
    'hyparquet-compressors',
    'hyparquet-writer',
  ],
  arrow: ['@uwdata/flechette'],
  zstd: ['fzstd'],
  openai: ['openai'],
  jsonc: ['jsonc-parser'],
  hub: ['@huggingface/hub'],
  tokenizers: ['@huggingface/tokenizers'],
  protobuf: ['protobufjs'],
  yaml: ['yaml'],
  regularExpressions: ['re2js'],
  jinja: ['@huggingface/jinja'],
};

const STAND_IN = 'on-demand';
const WHOLE = 'on-demand-file';

/** Entry points of the files that hold such packages. */
export const ON_DEMAND_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(FILES).map((file) => [file, `${WHOLE}:${file}`]),
);

/**
 * Puts in the place of such a module one with the same names, which loads the module once one of them is used. Code
 * that imports it stays as it is; only it must use nothing of it while it is loaded itself.
 * @param outside packages that stay outside the bundles and are loaded likewise
 */
export function onDemand(outside: readonly string[]): Plugin {
  const sources = new Map([
    ...outside.map((name) => [name, `require(${JSON.stringify(name)})`] as const),
    ...Object.entries(FILES).flatMap(([file, modules]) =>
      modules.map((name, at) => [name, `require('./${file}.js').m${at}`] as const),
    ),
  ]);
  return {
    name: STAND_IN,
    setup(hooks) {
      hooks.onResolve({ filter: new RegExp(`^${WHOLE}:`) }, ({ path }) => ({ path, namespace: WHOLE }));
      hooks.onLoad({ filter: /.*/, namespace: WHOLE }, ({ path }) => {
        const modules = FILES[path.slice(WHOLE.length + 1)] ?? [];
        const contents = modules.map((name, at) => `export * as m${at} from '${name}';`).join('\n');
        return { contents, resolveDir: __dirname };
      });
      hooks.onResolve({ filter: /^[^./]/ }, ({ path, namespace, importer }) => {
        const isOurs = namespace === 'file' && !importer.includes('node_modules');
        return isOurs && sources.has(path) ? { path, namespace: STAND_IN } : undefined;
      });
      hooks.onResolve({ filter: /.*/, namespace: STAND_IN }, ({ path }) => ({ path, external: true }));
      hooks.onLoad({ filter: /.*/, namespace: STAND_IN }, async ({ path }) => ({
        contents: standIn(await namesOf(path), sources.get(path) as string),
      }));
    },
  };
}

async function namesOf(module: string): Promise<string[]> {
  const names = (await import(module)) as Readonly<Record<string, unknown>>;
  const whole = names['default'];
  // Node does not see the names of every module in CommonJS.
  const members = typeof whole === 'object' && whole !== null ? Object.keys(whole) : [];
  return [...new Set([...Object.keys(names), ...members])].filter((name) => name !== '__esModule');
}

function standIn(names: readonly string[], source: string): string {
  return `let loaded;
Object.defineProperty(exports, '__esModule', { value: true });
for (const name of ${JSON.stringify(names)})
  Object.defineProperty(exports, name, { enumerable: true, get: () => memberOf((loaded ??= ${source}), name) });
function memberOf(module, name) {
  return name === 'default' && !('default' in module) ? module : module[name];
}`;
}
