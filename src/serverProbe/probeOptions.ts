import type { ProbeFinding } from '../protocol/serverProbe';

export interface ProbeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told of each finding as soon as it is made. */
  readonly onFinding?: (finding: ProbeFinding) => void;
  /** How long speed is measured, in milliseconds; 0 = not at all. */
  readonly measureMs: number;
}

/** What the probe of one role goes by besides the server and the request. */
export type RoleOptions = Omit<ProbeOptions, 'onFinding'>;
