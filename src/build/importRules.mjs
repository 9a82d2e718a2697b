/**
 * The architecture as data: which folder may import which. The lint configuration and the architecture test both
 * read it, so that the rule exists once.
 */

/** Lowest first. A folder may import itself and what its entry names. */
export const LAYERS = {
  common: [],
  dataset: ['common'],
  selection: ['common'],
  inference: ['common'],
  serving: ['common'],
  hub: ['common'],
  storage: ['common', 'dataset'],
  embedding: ['common', 'dataset', 'inference', 'serving'],
  scoring: ['common', 'dataset', 'inference', 'serving'],
  training: ['common', 'dataset', 'inference', 'embedding', 'scoring'],
  protocol: ['common', 'dataset', 'selection', 'embedding', 'scoring'],
  connect: ['common', 'serving', 'scoring', 'protocol'],
  batch: ['common', 'dataset', 'serving', 'storage', 'embedding', 'scoring'],
  engine: [
    'common',
    'dataset',
    'selection',
    'inference',
    'serving',
    'hub',
    'storage',
    'embedding',
    'scoring',
    'protocol',
    'connect',
  ],
  cli: [
    'common',
    'dataset',
    'selection',
    'serving',
    'storage',
    'embedding',
    'scoring',
    'protocol',
    'connect',
    'batch',
    'engine',
  ],
  editor: ['common', 'dataset', 'selection', 'protocol', 'engine'],
};

/** Packages that one place alone may import, so that each can be replaced there. */
export const OWNED_PACKAGES = {
  vscode: ['editor'],
  'onnxruntime-node': ['inference'],
  '@huggingface/tokenizers': ['inference'],
  '@huggingface/hub': ['hub'],
  'hnswlib-node': ['selection'],
  lmdb: ['storage'],
  openai: ['serving'],
  'vscode-jsonrpc': ['engine'],
};

/** What the page may import as code: nothing in there needs Node. Types may come from anywhere. */
export const PAGE_LAYERS = ['common', 'protocol'];

/** The one module of the page that knows the controls library. */
export const CONTROLS = { module: 'webview/controls/toolkit.ts', package: '@vscode/webview-ui-toolkit' };

/** The rule for the page; its own module is free to import the controls library. */
export function pageImportRule() {
  const folders = Object.keys(LAYERS).filter((layer) => !PAGE_LAYERS.includes(layer));
  return {
    files: ['webview/**/*.ts', 'webview/**/*.tsx'],
    ignores: [CONTROLS.module],
    rule: [
      'error',
      {
        patterns: [
          ...folders.map((layer) => ({
            group: [`**/src/${layer}/*`, `!**/src/${layer}/types`],
            allowTypeImports: true,
            message: `The page must not import ${layer}/.`,
          })),
          { group: [CONTROLS.package], message: `Only ${CONTROLS.module} may import ${CONTROLS.package}.` },
        ],
      },
    ],
  };
}

/** The files of src/ that a rule covers and the `no-restricted-imports` setting for them. */
export function importRules() {
  return Object.keys(LAYERS).map((layer) => ({
    files: [`src/${layer}/**/*.ts`],
    rule: ['error', { patterns: forbiddenPatterns(layer) }],
  }));
}

function forbiddenPatterns(layer) {
  const allowed = new Set([layer, ...LAYERS[layer]]);
  const folders = Object.keys(LAYERS).filter((other) => !allowed.has(other));
  const packages = Object.entries(OWNED_PACKAGES)
    .filter(([, owners]) => !owners.includes(layer))
    .map(([name]) => name);
  return [
    ...folders.map((folder) => ({
      group: [`../${folder}/*`, `../../${folder}/*`],
      message: `${layer}/ must not import ${folder}/.`,
    })),
    ...packages.map((name) => ({ group: [name, `${name}/*`], message: `${layer}/ must not import ${name}.` })),
  ];
}
