import type { ServedRole } from '../choices/servedRole';
import type { ServerPreset } from '../common/serverPresets';
import type { Message } from '../common/message';

export interface ProbeRequest {
  readonly role: ServedRole;
  /** Of no meaning for embeddings. */
  readonly preset: ServerPreset;
  readonly baseUrl: string;
  readonly model: string;
}

export type ProbeCheck =
  | 'reachable'
  | 'model'
  | 'digits'
  | 'trailingSpace'
  | 'bos'
  | 'reference'
  | 'context'
  | 'batches'
  | 'answer'
  | 'vectors'
  | 'speed';

/** What one check found. */
export interface ProbeFinding {
  readonly check: ProbeCheck;
  /** `problem` = the model cannot be used like this; `warning` = it can, with a drawback or an open question. */
  readonly level: 'ok' | 'warning' | 'problem';
  /** In English. */
  readonly message: string;
  /** The setting or server flag to change, in English. */
  readonly remedy?: string;
  /** Both by code and parameters, for whoever shows them in the reader's language. */
  readonly said?: Message;
}

export interface ProbeReport {
  readonly usable: boolean;
  readonly findings: readonly ProbeFinding[];
  /** Texts that the model answers a second, with as many requests at once as a run makes; null = not measured. */
  readonly textsPerSecond: number | null;
  /** Model names as the server lists them; empty when it lists none. */
  readonly models: readonly string[];
}
