import type { RemoteFile } from './repository';
import { globTest } from './repositoryGlob';

/** A part of a dataset that is used on its own, such as a language. */
export interface DatasetConfig {
  readonly name: string;
  /** Whether it is the one that is meant where none is named. */
  readonly isDefault: boolean;
  readonly splits: readonly DatasetSplit[];
}

/** Such as "train" or "test". */
export interface DatasetSplit {
  readonly name: string;
  /** As the dataset's card counts them; null where it does not. */
  readonly rows: number | null;
  /** In the order of their paths. */
  readonly files: readonly RemoteFile[];
}

const DATA_FILE = /\.(jsonl|ndjson|json|csv|tsv|parquet|arrow)(?:\.(?:gz|zst))?$/i;
/** Hidden ones, and those that tools write about a dataset. */
const NO_DATA =
  /(^|\/)([._][^/]*|dataset_infos?\.json|dataset_dict\.json|state\.json|deita\.fetch\.json|.*\.deita-pool\.json)(\/|$)/;
const DEFAULT_CONFIG = 'default';

/**
 * The configs and splits of a dataset: as its card names their files, else by the names of its files, as the library
 * `datasets` goes by them.
 * @param card the metadata of the dataset's card, as the hub parses them
 */
export function configsOf(card: unknown, files: readonly RemoteFile[]): DatasetConfig[] {
  const { configs: listed, dataset_info: info } = objectOf(card);
  const data = files.filter(({ path }) => DATA_FILE.test(path) && !NO_DATA.test(path)).sort(byPath);
  const named = listOf(listed)
    .map(objectOf)
    .filter(({ data_files: paths, data_dir: folder }) => paths ?? folder);
  const configs =
    named.length === 0
      ? [{ name: DEFAULT_CONFIG, isDefault: true, splits: inferredSplits(data) }]
      : named.map((config) => ({
          name: textOf(config.config_name) ?? DEFAULT_CONFIG,
          isDefault: named.length === 1 || config.default === true || config.config_name === DEFAULT_CONFIG,
          splits: splitsOf(config, data),
        }));
  return configs.map(({ splits, ...config }) => ({
    ...config,
    splits: splits
      .filter((split) => split.files.length > 0)
      .map((split) => ({ ...split, rows: rowsOf(info, config.name, split.name, configs.length) })),
  }));
}

type NamedFiles = Omit<DatasetSplit, 'rows'>;

function splitsOf(
  { data_files: paths, data_dir: folder }: Readonly<Record<string, unknown>>,
  data: readonly RemoteFile[],
) {
  const inFolder = textOf(folder) === undefined ? undefined : globTest(textOf(folder) ?? '');
  const own = inFolder === undefined ? data : data.filter(({ path }) => inFolder(path));
  if (paths === undefined || paths === null) return inferredSplits(own);
  const prefix = textOf(folder) === undefined ? '' : `${(textOf(folder) ?? '').replace(/\/$/, '')}/`;
  const matching = (patterns: unknown): RemoteFile[] => {
    const tests = listOf(patterns)
      .flatMap((pattern) => textOf(pattern) ?? [])
      .map((pattern) => globTest(prefix + pattern));
    return data.filter(({ path }) => tests.some((test) => test(path)));
  };
  const entries = listOf(paths);
  if (entries.every((entry) => textOf(entry) !== undefined)) return [{ name: 'train', files: matching(paths) }];
  if (!Array.isArray(paths))
    return Object.entries(objectOf(paths)).map(([name, of]) => ({ name, files: matching(of) }));
  return splitsByName(entries.map(objectOf)).map(({ name, patterns }) => ({ name, files: matching(patterns) }));
}

/** A card may name a split several times, each time with some of its files. */
function splitsByName(entries: readonly Readonly<Record<string, unknown>>[]) {
  const patterns = new Map<string, unknown[]>();
  for (const { split, path } of entries) {
    const name = textOf(split) ?? 'train';
    patterns.set(name, [...(patterns.get(name) ?? []), ...listOf(path)]);
  }
  return [...patterns].map(([name, own]) => ({ name, patterns: own }));
}

/** As `data/validation-00000-of-00004.parquet`. */
const SHARD = /(?:^|\/)([^/]+?)-\d{5}-of-\d{5}[^/]*$/;
const SPLIT_WORDS: readonly (readonly [string, RegExp])[] = [
  ['train', /(?:^|[^a-z0-9])(?:train|training)(?:[^a-z0-9]|$)/i],
  ['validation', /(?:^|[^a-z0-9])(?:validation|valid|dev|val)(?:[^a-z0-9]|$)/i],
  ['test', /(?:^|[^a-z0-9])(?:test|testing|eval|evaluation)(?:[^a-z0-9]|$)/i],
];

/** Files of the commonest kind alone: a dataset may lie there in several. Where none names a split, all are to train on. */
function inferredSplits(data: readonly RemoteFile[]): NamedFiles[] {
  const files = commonestKind(data);
  const splits = new Map<string, RemoteFile[]>();
  for (const file of files) {
    const name = splitNameOf(file.path);
    if (name !== undefined) splits.set(name, [...(splits.get(name) ?? []), file]);
  }
  if (splits.size === 0) return [{ name: 'train', files }];
  return [...splits]
    .map(([name, own]) => ({ name, files: own }))
    .sort((a, b) => splitOrder(a.name) - splitOrder(b.name));
}

function splitNameOf(path: string): string | undefined {
  return SHARD.exec(path)?.[1] ?? SPLIT_WORDS.find(([, words]) => words.test(path))?.[0];
}

function splitOrder(name: string): number {
  const at = SPLIT_WORDS.findIndex(([word]) => word === name);
  return at < 0 ? SPLIT_WORDS.length : at;
}

function commonestKind(data: readonly RemoteFile[]): readonly RemoteFile[] {
  const kinds = new Map<string, RemoteFile[]>();
  for (const file of data) {
    const kind = (DATA_FILE.exec(file.path)?.[1] ?? '').toLowerCase();
    kinds.set(kind, [...(kinds.get(kind) ?? []), file]);
  }
  return [...kinds.values()].reduce((most, files) => (files.length > most.length ? files : most), []);
}

/** A card without names of configs is of the only one. */
function rowsOf(info: unknown, config: string, split: string, configs: number): number | null {
  const infos = listOf(info).map(objectOf);
  const own = infos.find(({ config_name: name }) => name === config) ?? (configs === 1 ? infos[0] : undefined);
  const found = listOf(own?.splits)
    .map(objectOf)
    .find(({ name }) => name === split);
  return typeof found?.num_examples === 'number' ? found.num_examples : null;
}

function byPath(a: RemoteFile, b: RemoteFile): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
