import { isObject, parsedJson } from '../../dataset/formats/format';
import { isSameFile, type FileIdentity } from '../../dataset/fileIdentity';
import type { Verdict } from '../../decisions/rowDecisions';
import type { NearDuplicateSummary } from '../../protocol/nearDuplicates';
import type { Cluster } from '../../selection/clusterNearDuplicates';
import type { RowsApart } from '../../selection/comparability';
import type { KeptFiles } from '../../storage/cacheStore';
import type { OpenDataset } from '../openDataset';

/** Raised whenever the form changes; groups of another version are looked for again. */
const VERSION = 1;

/** What a search for near-duplicates found. */
export interface FoundGroups {
  readonly threshold: number;
  /** Largest first; in each the row that the others are compared with is the first. */
  readonly groups: readonly Cluster[];
  /** ISO 8601. */
  readonly foundAt: string;
}

/** A group under the number that it has had since it was found, from 1. */
export interface NumberedGroup extends Cluster {
  readonly number: number;
}

/** The group that a row is in; undefined = it is in none. */
export type GroupOf = (row: number) => NumberedGroup | undefined;

/** Groups as they are while decisions and scores stay the same. */
interface ShownGroups {
  readonly state: string;
  readonly groups: readonly NumberedGroup[];
  /** Made when somebody asks for it. */
  groupOf?: GroupOf;
}

/** What groups are shown with. */
type GroupedPool = Pick<OpenDataset, 'id' | 'dataset' | 'decisions' | 'results'>;

/** Groups of near-duplicates of a dataset, as the last search found them and as decisions by hand leave them. */
export class DuplicateGroups {
  private found: FoundGroups | undefined;
  private shown: ShownGroups | undefined;

  /** @param onChange told when others were found */
  constructor(
    private readonly pool: GroupedPool,
    private readonly files: KeptFiles,
    private readonly onChange: () => void,
  ) {}

  /** Resolves once they would be shown again by a new engine. */
  async set(found: FoundGroups): Promise<void> {
    this.show(found);
    this.onChange();
    const kept = { version: VERSION, identity: this.pool.dataset.identity, found };
    await this.files.write(this.name, [Buffer.from(JSON.stringify(kept))]);
  }

  /** The rows are others. */
  clear(): void {
    this.show(undefined);
  }

  /** Takes up what an earlier engine found in the very same content. */
  async restore(): Promise<void> {
    const bytes = await this.files.read(this.name);
    const kept = bytes === undefined ? undefined : parsedJson(bytes.toString('utf8'));
    if (!isObject(kept) || kept.version !== VERSION) return;
    if (isSameFile(kept.identity as FileIdentity, this.pool.dataset.identity)) this.show(kept.found as FoundGroups);
  }

  /** Without rows that were told apart from all others of their group; a group of one row is none. */
  get all(): readonly NumberedGroup[] {
    return this.now.groups;
  }

  /** What tells the groups of many rows, as they are now; undefined = there are no groups. Takes 4 bytes a row of the pool. */
  get groupOf(): GroupOf | undefined {
    const { now } = this;
    if (now.groups.length === 0) return undefined;
    now.groupOf ??= groupOfRows(now.groups, this.pool.dataset.rowCount);
    return now.groupOf;
  }

  /** Undefined = there was no search, or the file is another since. */
  get summary(): NearDuplicateSummary | undefined {
    const { found, all } = this;
    if (found === undefined) return undefined;
    return {
      threshold: found.threshold,
      groups: all.length,
      rows: all.reduce((sum, { rows }) => sum + rows.length, 0),
      state: `${found.foundAt} ${this.state}`,
    };
  }

  /** The row of a group that stays: one kept by hand, else of those not dropped the best by score; of equals the first. */
  bestOf({ rows }: Pick<Cluster, 'rows'>): number {
    const scores = this.pool.results.scores?.table.evolScores;
    const order = (row: number): readonly number[] => {
      const verdict = this.verdictOf(row);
      const score = scores?.[row] ?? Number.NaN;
      return [verdict === 'keep' ? 1 : verdict === 'drop' ? -1 : 0, Number.isNaN(score) ? -Infinity : score, -row];
    };
    return rows.reduce((best, row) => (isBefore(order(row), order(best)) ? row : best));
  }

  /**
   * The rows of groups that are neither the best of theirs nor kept by hand.
   * @param among rows whose groups are meant; absent = all groups
   */
  redundantRows(among?: ReadonlySet<number>): number[] {
    const meant = this.all.filter(({ rows }) => among === undefined || rows.some((row) => among.has(row)));
    return meant.flatMap((group) => {
      const best = this.bestOf(group);
      return group.rows.filter((row) => row !== best && this.verdictOf(row) !== 'keep');
    });
  }

  private get now(): ShownGroups {
    const { state } = this;
    if (this.shown?.state !== state) {
      const apart = this.pool.decisions.inForce?.apart ?? new Map<number, ReadonlySet<number>>();
      const found = this.found?.groups ?? [];
      const groups = found.map((group, at) => ({ number: at + 1, ...withoutApart(group, apart) }));
      this.shown = { state, groups: groups.filter(({ rows }) => rows.length > 1) };
    }
    return this.shown;
  }

  private get name(): string {
    return `near-duplicates ${this.pool.id}`;
  }

  /** Another text whenever decisions or scores may make other groups, or other rows the best, of those that were found. */
  private get state(): string {
    const { decisions, results } = this.pool;
    const { verdicts = '', pairs = '' } = decisions.inForce?.summary ?? {};
    return [verdicts, pairs, results.scores?.label.hash].join(' ');
  }

  private verdictOf(row: number): Verdict | undefined {
    return this.pool.decisions.inForce?.of(row)?.verdict;
  }

  private show(found: FoundGroups | undefined): void {
    this.found = found;
    this.shown = undefined;
  }
}

/** A row is in one group at most. */
function groupOfRows(groups: readonly NumberedGroup[], rowCount: number): GroupOf {
  const places = new Uint32Array(rowCount); // Places among the groups from 1 on; 0 = in none.
  for (const [at, { rows }] of groups.entries()) {
    for (const row of rows) places[row] = at + 1;
  }
  return (row) => groups[(places[row] ?? 0) - 1];
}

function withoutApart(group: Cluster, apart: RowsApart): Cluster {
  const isAlone = (row: number): boolean => {
    const others = apart.get(row);
    return (
      others !== undefined &&
      others.size >= group.rows.length - 1 &&
      group.rows.every((other) => other === row || others.has(other))
    );
  };
  if (!group.rows.some(isAlone)) return group;
  const staying = [...group.rows.keys()].filter((at) => !isAlone(group.rows[at] as number));
  const left = {
    rows: staying.map((at) => group.rows[at] as number),
    similarities: staying.map((at) => group.similarities[at] as number),
  };
  return withoutApart(left, apart);
}

function isBefore(order: readonly number[], other: readonly number[]): boolean {
  const at = order.findIndex((value, place) => value !== other[place]);
  return at !== -1 && (order[at] as number) > (other[at] as number);
}
