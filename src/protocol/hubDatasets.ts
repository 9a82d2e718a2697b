/** A dataset on the hub, or on a mirror of it. */
export interface HubDatasetRequest {
  /** Such as `HuggingFaceH4/no_robots`. */
  readonly repository: string;
  /** A branch, a tag or a commit; absent = the main branch. */
  readonly revision?: string;
  /** A mirror in place of the hub itself. */
  readonly endpoint?: string;
}

/** A dataset on the hub as it is before it is fetched. */
export interface HubDataset {
  readonly repository: string;
  readonly commit: string;
  /** As its card names it; null when it names none. */
  readonly license: string | null;
  /** Whether its terms are to be accepted, and an access token given. */
  readonly gated: boolean;
  readonly configs: readonly HubConfig[];
}

export interface HubConfig {
  readonly name: string;
  readonly splits: readonly HubSplit[];
}

export interface HubSplit {
  readonly name: string;
  /** As the card counts them; null where it does not. */
  readonly rows: number | null;
  readonly files: number;
  readonly bytes: number;
}

export interface HubFetchRequest extends HubDatasetRequest {
  /** Absent = the only one, or the dataset's default. */
  readonly config?: string;
  /** Absent = all of the config. */
  readonly split?: string;
  /** Absolute; made where there is none. */
  readonly folder: string;
  readonly overwrite: boolean;
}

export interface FetchedDataset {
  readonly repository: string;
  readonly commit: string;
  readonly license: string | null;
  readonly config: string;
  readonly folder: string;
  readonly splits: readonly FetchedSplit[];
}

export interface FetchedSplit {
  readonly name: string;
  /** Absolute: what opens as the split, its only file or a pool of its files. */
  readonly path: string;
  readonly bytes: number;
}
