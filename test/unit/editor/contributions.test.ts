import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Family } from '../../../src/choices/family';
import { FAMILIES, type ModelRole } from '../../../src/choices/families';
import { MODEL_OPTIONS } from '../../../src/choices/settings';
import { COMMANDS, INTERNAL_COMMANDS } from '../../../src/editor/contributions/commands';
import { CONTEXT_KEYS } from '../../../src/editor/contributions/contextKeys';
import { MODEL_CARD } from '../../../src/editor/contributions/files';
import { RESTRICTED_SETTINGS, SETTING_DEFAULTS } from '../../../src/editor/contributions/settings';
import { EXTENSION_ID, settingsQuery } from '../../../src/editor/contributions/settingsQuery';
import { PAGE_COMMANDS } from '../../../src/protocol/pages/pageCommands';
import { paletteFinds } from './support/paletteMatch';
import { DATASET_EDITOR, NEAR_DUPLICATES_VIEW, RUNS_VIEW } from '../../../src/editor/contributions/views';

const root = path.resolve(__dirname, '../../..');

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

interface Property {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly order: number;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly enumItemLabels?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly displayName: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: readonly { command: string; category: string; title: string; enablement?: string }[];
    readonly menus: Record<string, readonly MenuItem[]>;
    readonly keybindings: readonly MenuItem[];
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string; readonly contents: string }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, Property>>;
    }[];
    readonly customEditors: readonly { viewType: string; displayName: string; priority: string }[];
    readonly views: Record<string, readonly { id: string; icon: string }[]>;
    readonly walkthroughs: readonly {
      steps: readonly { description: string; media: { svg: string }; completionEvents: string[] }[];
    }[];
  };
}

const TEXTS = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const source = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as object;
const manifest = localised(source) as Manifest;
const { contributes } = manifest;
const commands: readonly string[] = Object.values(COMMANDS);
const declared = Object.fromEntries(contributes.configuration.flatMap(({ properties }) => Object.entries(properties)));
const settings = Object.keys(SETTING_DEFAULTS).map((key) => `deita.${key}`);

/** The manifest as the editor reads it, with the texts of `package.nls.json` in their places. */
function localised(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^%(.+)%$/, (whole, key: string) => TEXTS[key] ?? whole);
  if (Array.isArray(value)) return value.map(localised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, localised(entry)]));
}

describe('package.json and the code', () => {
  it('start the extension for pages whose tabs were open before the window was loaded again', () => {
    const pages = readdirSync(path.join(root, 'webview', 'pages'));
    const inTabs = pages.filter((page) => page !== 'table'); // A custom editor, which starts it by itself.
    const restored = manifest.activationEvents.filter((event) => event.startsWith('onWebviewPanel:'));
    assert.deepEqual(restored.sort(), inTabs.map((page) => `onWebviewPanel:deita.${page}`).sort());
  });

  it('name the same commands', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...commands].sort());
  });

  it('let pages run commands that there are', () => {
    const known: readonly string[] = [...commands, ...Object.values(INTERNAL_COMMANDS)];
    assert.deepEqual(
      Object.keys(PAGE_COMMANDS).filter((name) => !known.includes(name)),
      [],
    );
  });

  it('put every command under DEITA with a title of its own', () => {
    for (const { category, command } of contributes.commands) assert.equal(category, 'DEITA', command);
    assert.equal(new Set(contributes.commands.map(({ title }) => title)).size, contributes.commands.length);
  });

  it('let the palette find nothing but Select by "DEITA: Select" or the beginning of it, whatever was run before', () => {
    const titles = contributes.commands.map(({ category, title }) => `${category}: ${title}`);
    for (const typed of ['DEITA: Select', 'deita select', 'deita sel']) {
      assert.deepEqual(
        titles.filter((title) => paletteFinds(typed, title)),
        ['DEITA: Select'],
        typed,
      );
    }
    assert.ok(paletteFinds('deita sel', 'DEITA: Next Selected Row'), 'as the palette would');
  });

  it('offer Select in every context', () => {
    const select = contributes.commands.find(({ command }) => command === COMMANDS.select);
    assert.equal(select?.enablement, undefined);
    const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ command }) => command === COMMANDS.select);
    assert.deepEqual(hidden, []);
  });

  it('offer the table in the title bar of JSON files that may hold rows, and not of those that are known to hold none', () => {
    const items = (contributes.menus['editor/title'] ?? []).filter(({ command }) => command === COMMANDS.openDataset);
    const ofJson = items.map(({ when }) => when ?? '').find((when) => when.includes('resourceLangId == json'));
    const [, notThese] = /!\(resourceFilename =~ \/(.+)\/i\)/.exec(ofJson ?? '') ?? [];
    assert.ok(notThese !== undefined);
    const isOffered = (name: string): boolean => !new RegExp(notThese, 'i').test(name);
    const offered = ['alpaca_data.json', 'train.json', 'my-package.json', 'data.config-free.json'];
    const known = [
      'package.json',
      'package-lock.json',
      'run.json',
      'tokenizer.json',
      'out.jsonl.deita.json',
      'x.schema.json',
    ];
    assert.deepEqual([...offered, ...known].filter(isOffered), offered);
  });

  it('refer to existing commands in menus, keys, welcome texts and the walkthrough', () => {
    const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...contributes.walkthroughs.flatMap(({ steps }) =>
        steps.flatMap((step) => [step.description, ...step.completionEvents]),
      ),
    ];
    const linked = texts.flatMap((text) =>
      [...text.matchAll(/(?:command|onCommand):(deita\.\w+)/g)].map(([, id]) => id),
    );
    assert.ok(linked.length > 0);
    for (const command of [...named, ...linked]) assert.ok(commands.includes(command ?? ''), command);
  });

  it('offer in the menu of rows what can be done with them, and nowhere else in pages', () => {
    const items = contributes.menus['webview/context'] ?? [];
    assert.deepEqual(
      items.map(({ command }) => command),
      [
        COMMANDS.copyRows,
        COMMANDS.openAsText,
        COMMANDS.jumpToNearDuplicate,
        COMMANDS.compareInDiffEditor,
        COMMANDS.showSimilarRows,
        COMMANDS.keepRows,
        COMMANDS.dropRows,
        COMMANDS.tagRows,
        COMMANDS.noteRows,
        COMMANDS.undoDecision,
      ],
    );
    for (const { command, when } of items) {
      assert.equal(when, `webviewId == '${DATASET_EDITOR}' && webviewSection == 'rows'`, command);
    }
  });

  it('use only context keys that are kept up to date', () => {
    const known: readonly string[] = [...Object.values(CONTEXT_KEYS), DATASET_EDITOR, NEAR_DUPLICATES_VIEW, RUNS_VIEW];
    const clauses = [
      ...contributes.commands.map(({ enablement }) => enablement ?? ''),
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ when }) => when ?? '')),
      ...contributes.keybindings.map(({ when }) => when ?? ''),
      ...contributes.viewsWelcome.map(({ when }) => when),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap((step) => step.completionEvents)),
    ].map((clause) => clause.replace(/onCommand:deita\.\w+/g, ''));
    const used = new Set(clauses.flatMap((clause) => clause.match(/\bdeita\.\w+/g) ?? []));
    for (const key of used) assert.ok(known.includes(key), key);
    for (const key of Object.values(CONTEXT_KEYS)) assert.ok(used.has(key), `${key} is set but never used`);
  });

  it('call the product by one name: in the list of extensions, in Reopen With and in the README', () => {
    const [heading] = readFileSync(path.join(root, 'README.md'), 'utf8').split('\n');
    assert.equal(heading, `# ${manifest.displayName}`);
    assert.equal(manifest.displayName, 'DEITA for VS Code');
    assert.deepEqual(
      contributes.customEditors.map(({ displayName }) => displayName),
      [manifest.displayName],
    );
  });

  it('have settings in titled sections, a group of settings in one of them', () => {
    const titles = contributes.configuration.map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 4), ['Selection', 'Scores and Embeddings', 'Server', 'ONNX Models']);
    assert.equal(new Set(titles).size, titles.length);
    const sections = new Map<string, string>();
    for (const { title, properties } of contributes.configuration) {
      assert.ok(Object.keys(properties).length < 15, title);
      for (const [, group] of Object.keys(properties)
        .map((key) => key.split('.'))
        .filter(({ length }) => length > 2)) {
        assert.equal(sections.get(group ?? '') ?? title, title, group);
        sections.set(group ?? '', title);
      }
    }
  });

  it('open the settings of this extension alone, or those of them that matter', () => {
    assert.equal(EXTENSION_ID, `${manifest.publisher}.${manifest.name}`);
    assert.equal(settingsQuery(), '@ext:deita.deita-vscode');
    assert.equal(settingsQuery('deita.server.baseUrl'), '@ext:deita.deita-vscode deita.server.baseUrl');
  });

  it('name the same settings with the same defaults', () => {
    assert.deepEqual(Object.keys(declared).sort(), [...settings].sort());
    for (const [key, value] of Object.entries(SETTING_DEFAULTS))
      assert.deepEqual(declared[`deita.${key}`]?.default, value, key);
  });

  it('offer the same families of models under the same names', () => {
    for (const [role, families] of Object.entries<Readonly<Record<string, Family>>>(FAMILIES)) {
      const setting = declared[`deita.${role}`];
      assert.ok(setting, role);
      assert.deepEqual(setting.enum, Object.keys(families), role);
      assert.deepEqual(
        setting.enumItemLabels,
        Object.values(families).map(({ name }) => name),
        role,
      );
      assert.equal(setting.markdownEnumDescriptions?.length, Object.keys(families).length, role);
    }
  });

  it('take the same values for the options of models', () => {
    const types = {
      text: 'string',
      url: 'string',
      path: 'string',
      choice: 'string',
      switch: 'boolean',
      paths: 'array',
    } as const;
    for (const option of MODEL_OPTIONS) {
      const setting = declared[`deita.${option.setting}`];
      const type = option.type === 'count' ? ['integer', 'null'] : types[option.type];
      assert.ok(setting, option.setting);
      assert.deepEqual(setting.type, type, option.setting);
      assert.equal(setting.minimum, option.type === 'count' ? option.minimum : undefined, option.setting);
      assert.deepEqual(setting.enum, option.type === 'choice' ? option.values : undefined, option.setting);
    }
  });

  it('speak of settings and their values by the names that they have', () => {
    for (const [key, { description, markdownDescription }] of Object.entries(declared)) {
      const text = markdownDescription ?? description ?? '';
      for (const [, named] of text.matchAll(/`#deita\.([\w.]+)#`/g))
        assert.ok(settings.includes(`deita.${named}`), key);
      for (const [, role, kind] of text.matchAll(/`#deita\.(scorer|embedder)#` is `([^`]+)`/g)) {
        assert.ok(kind !== undefined && kind in FAMILIES[role as ModelRole], `${key}: ${role} ${kind}`);
      }
    }
  });

  it('write Markdown only where the Settings editor reads it', () => {
    const plain = Object.entries(declared).flatMap(([key, setting]) =>
      [setting.description ?? '', ...(setting.enumDescriptions ?? [])].map((text) => `${key}: ${text}`),
    );
    assert.deepEqual(
      plain.filter((text) => /[`*]/.test(text)),
      [],
    );
  });

  it('describe every setting in Markdown, in an order without ties', () => {
    for (const { title, properties } of contributes.configuration) {
      const each = Object.entries(properties);
      assert.deepEqual(
        each.filter(([, { markdownDescription = '' }]) => markdownDescription === '').map(([key]) => key),
        [],
      );
      assert.deepEqual(
        each.map(([, { order }]) => order),
        each.map((_, at) => at + 1),
        title,
      );
    }
  });

  it('restrict the settings that name files, servers and models in untrusted workspaces', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.deepEqual([...restricted].sort(), RESTRICTED_SETTINGS.map((key) => `deita.${key}`).sort());
  });

  it('name the same editor and view', () => {
    assert.deepEqual(
      contributes.customEditors.map(({ viewType }) => viewType),
      [DATASET_EDITOR],
    );
    assert.equal(contributes.customEditors[0]?.priority, 'option');
    assert.deepEqual(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
      [NEAR_DUPLICATES_VIEW, RUNS_VIEW],
    );
  });

  it('ship the model card that the command opens', () => {
    assert.ok(existsSync(path.join(root, 'media', 'models', MODEL_CARD)));
  });

  it('refer to images that exist', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 5);
    const views = Object.values(contributes.views).flat();
    for (const file of [manifest.icon, ...steps.map((step) => step.media.svg), ...views.map(({ icon }) => icon)]) {
      assert.ok(existsSync(path.join(root, file)), file);
    }
  });
});
