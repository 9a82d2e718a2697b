/** What a served model is to be used for. */
export const SERVED_ROLES = ['complexity', 'quality', 'judge', 'embedding', 'language'] as const;
export type ServedRole = (typeof SERVED_ROLES)[number];

/** A server that a choice asks, and what for: a key may be for one of several models. */
export interface ServerUse {
  /** Such as `http://localhost:8000/v1`. */
  readonly baseUrl: string;
  readonly role: ServedRole;
}
