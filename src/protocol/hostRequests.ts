import { fault } from '../messages/say';

/** A question for one of the editor's own language models: one message of the user. */
export interface EditorChatRequest {
  /** `VENDOR/ID`, as the editor names it. */
  readonly model: string;
  readonly prompt: string;
}

export interface EditorChatAnswer {
  readonly text: string;
}

/** What the engine asks of the program that runs it. */
export interface HostMethods {
  /** @throws DeitaError `cancelled`, `chatRefused`, `chatPaused`, `chatFailed` */
  'chat/ask': { params: EditorChatRequest; result: EditorChatAnswer };
}

export type HostMethod = keyof HostMethods;
export type HostParams<M extends HostMethod> = HostMethods[M]['params'];
export type HostResult<M extends HostMethod> = HostMethods[M]['result'];

/** Answers the engine; what it throws crosses over as a `WireError`. */
export type HostHandlers = {
  readonly [M in HostMethod]: (params: HostParams<M>, signal: AbortSignal) => Promise<HostResult<M>>;
};

/** Asks the host. */
export type AskHost = <M extends HostMethod>(
  method: M,
  params: HostParams<M>,
  signal: AbortSignal | undefined,
) => Promise<HostResult<M>>;

/** Of a program without models. */
export const NO_HOST: HostHandlers = {
  'chat/ask': () => {
    throw fault('noEditorModels');
  },
};

/** The handlers of one's own process as a host. */
export function hostOf(handlers: HostHandlers): AskHost {
  return async (method, params, signal) => handlers[method](params, signal ?? new AbortController().signal);
}
