import type { ChatRequest } from '../chat/chatModel';

/** A request of a run, and which of the run's models it is for. */
export interface RunRequest<Role extends string> extends ChatRequest {
  /** What it is for, such as `complexity-12-0/step-3/try-1`; what is answered is not asked again. */
  readonly key: string;
  readonly role: Role;
}
