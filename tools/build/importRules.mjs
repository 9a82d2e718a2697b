/**
 * The architecture as data: which folder may import which. The lint rule and the architecture test both ask
 * `importFault`, which looks at the file that a specifier leads to rather than at how it is spelled, so that neither
 * the depth of the importing file nor a subfolder named like a layer makes a hole.
 */
import path from 'node:path';

/** Lowest first. A folder of src/ may import itself and what its entry names. */
export const LAYERS = {
  common: [],
  messages: ['common'],
  dataset: ['common', 'messages'],
  decisions: ['common', 'messages', 'dataset'],
  selection: ['common', 'messages', 'choices'],
  onnxWriter: ['common', 'messages'],
  inference: ['common', 'messages', 'onnxWriter'],
  serverClient: ['common', 'messages'],
  hub: ['common', 'messages'],
  choices: ['common', 'messages'],
  storage: ['common', 'messages', 'dataset'],
  embedding: ['common', 'messages', 'choices', 'dataset', 'inference', 'serverClient'],
  scoring: ['common', 'messages', 'dataset', 'inference', 'serverClient'],
  training: ['common', 'messages', 'dataset', 'inference', 'onnxWriter', 'embedding', 'scoring'],
  evol: ['common', 'messages', 'dataset', 'serverClient', 'scoring', 'training'],
  fineTuning: ['common', 'messages', 'choices', 'dataset'],
  evaluation: ['common', 'messages', 'dataset', 'serverClient', 'evol'],
  protocol: [
    'common',
    'messages',
    'choices',
    'dataset',
    'decisions',
    'selection',
    'serverClient',
    'embedding',
    'scoring',
    'training',
    'evol',
    'fineTuning',
    'evaluation',
  ],
  batch: ['common', 'messages', 'dataset', 'serverClient', 'storage', 'embedding', 'scoring', 'protocol'],
  wording: ['common', 'messages', 'choices', 'dataset', 'protocol'],
  serverProbe: ['common', 'messages', 'serverClient', 'scoring', 'protocol', 'wording'],
  engine: [
    'common',
    'messages',
    'choices',
    'dataset',
    'decisions',
    'selection',
    'inference',
    'serverClient',
    'hub',
    'storage',
    'embedding',
    'scoring',
    'training',
    'evol',
    'fineTuning',
    'evaluation',
    'protocol',
    'wording',
    'serverProbe',
    'batch',
  ],
  cli: [
    'common',
    'messages',
    'choices',
    'dataset',
    'scoring',
    'protocol',
    'wording',
    'training',
    'evol',
    'evaluation',
    'engine',
  ],
  editor: ['common', 'messages', 'choices', 'dataset', 'selection', 'protocol', 'wording', 'engine'],
};

/** What of the engine its fronts may import: the rest is its own, and they ask for it by requests. */
export const ENGINE_DOORS = {
  cli: ['engine'],
  editor: ['engineClient'],
};

/** Packages that one layer alone may import, so that each can be replaced there. */
export const OWNED_PACKAGES = {
  vscode: ['editor'],
  'onnxruntime-node': ['inference'],
  '@huggingface/tokenizers': ['inference'],
  '@huggingface/hub': ['hub'],
  fzstd: ['dataset'],
  hyparquet: ['dataset'],
  'hyparquet-compressors': ['dataset'],
  'hyparquet-writer': ['dataset'],
  '@uwdata/flechette': ['dataset'],
  'xxhash-wasm': ['dataset'],
  re2js: ['common'],
  'hnswlib-node': ['selection'],
  '@huggingface/jinja': ['fineTuning'],
  lmdb: ['storage'],
  openai: ['serverClient'],
  'vscode-jsonrpc': ['engine'],
  '@vscode/l10n': ['wording', 'editor'],
};

/** What the page may import as code: nothing in there needs Node. Types may come from anywhere. */
export const PAGE_LAYERS = ['common', 'messages', 'choices', 'protocol', 'wording'];

/** The one module of the page that knows the controls library. */
export const CONTROLS = { module: 'webview/kit/controls/toolkit.ts', package: '@vscode/webview-ui-toolkit' };

/**
 * What is wrong with an import, as a sentence; null if nothing is.
 *
 * @param {string} file importing file, relative to the project, with slashes
 * @param {string} specifier as it stands in the file
 * @param {boolean} typeOnly whether the whole import is gone at run time
 * @returns {string | null}
 */
export function importFault(file, specifier, typeOnly) {
  if (!specifier.startsWith('.')) return packageFault(file, specifier);
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (target === 'package.json' && file.startsWith('src/') && file !== 'src/common/version.ts') {
    return 'Only src/common/version.ts may import package.json.';
  }
  const to = layerOf(target);
  if (leavesPage(file, target)) return 'A page must import only the kit and its own files, the kit only its own.';
  if (to === null) return leavesProduct(file, target) ? `${file} must not import what is outside the product.` : null;
  if (file.startsWith('webview/')) return pageFault(target, to, typeOnly);
  const from = layerOf(file);
  if (from === null || from === to) return null;
  if (!LAYERS[from]?.includes(to)) return `${from}/ must not import ${to}/.`;
  return to === 'engine' ? doorFault(from, target) : null;
}

function doorFault(from, target) {
  const doors = ENGINE_DOORS[from] ?? [];
  if (doors.includes(target.slice('src/engine/'.length))) return null;
  return `${from}/ must import nothing of engine/ but ${doors.join(', ')}: it asks the engine by requests.`;
}

/** The lint rule `architecture/imports`. */
export const architecturePlugin = {
  rules: {
    imports: {
      meta: { type: 'problem', schema: [], messages: { fault: '{{ fault }}' } },
      create: (context) => {
        const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
        const check = (source, typeOnly) => {
          const fault = typeof source?.value === 'string' ? importFault(file, source.value, typeOnly) : null;
          if (fault !== null) context.report({ node: source, messageId: 'fault', data: { fault } });
        };
        return {
          ImportDeclaration: (node) => check(node.source, node.importKind === 'type'),
          ExportNamedDeclaration: (node) => check(node.source, node.exportKind === 'type'),
          ExportAllDeclaration: (node) => check(node.source, node.exportKind === 'type'),
          ImportExpression: (node) => check(node.source, false),
        };
      },
    },
  },
};

/** The folder of src/ that a file lies in; null outside of src/ and for a file directly in it. */
function layerOf(file) {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? null;
}

/** Files directly in src/ wire the extension and may import any layer; nothing of src/ may import tools or tests. */
function leavesProduct(file, target) {
  return /^(src|webview)\//.test(file) && /^(tools|test)\//.test(target);
}

/** Pages share the kit, and nothing with each other; the kit knows none of them. */
function leavesPage(file, target) {
  if (!file.startsWith('webview/') || !target.startsWith('webview/')) return false;
  const page = /^webview\/pages\/[^/]+\//.exec(file)?.[0] ?? 'webview/kit/';
  return !target.startsWith('webview/kit/') && !target.startsWith(page);
}

function pageFault(target, layer, typeOnly) {
  if (typeOnly || PAGE_LAYERS.includes(layer) || path.posix.basename(target) === 'types') return null;
  return `The page must not import ${layer}/.`;
}

function packageFault(file, specifier) {
  const named = (name) => specifier === name || specifier.startsWith(`${name}/`);
  if (file.startsWith('webview/') && named(CONTROLS.package) && file !== CONTROLS.module) {
    return `Only ${CONTROLS.module} may import ${CONTROLS.package}.`;
  }
  const layer = layerOf(file);
  const owned = Object.keys(OWNED_PACKAGES).find(named);
  if (owned === undefined || layer === null || OWNED_PACKAGES[owned].includes(layer)) return null;
  return `${layer}/ must not import ${owned}.`;
}
