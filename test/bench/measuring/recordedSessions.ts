import { InferenceSession } from 'onnxruntime-node';

/** Model runs as they were made, to be made again without the code around them. */
export interface SessionRecorder {
  readonly runs: number;
  /** Runs every recorded batch once more, on the session that it was for. */
  replay(): Promise<void>;
  stop(): void;
}

type Create = (...args: unknown[]) => Promise<InferenceSession>;

/** Records the inputs of every session that is created from now on until it is stopped. */
export function recordSessions(): SessionRecorder {
  const recorded: (() => Promise<unknown>)[] = [];
  const runtime = InferenceSession as unknown as { create: Create };
  const create = runtime.create.bind(InferenceSession);
  runtime.create = async (...args) => {
    const session = await create(...args);
    const run = session.run.bind(session);
    session.run = (feeds: InferenceSession.FeedsType) => {
      recorded.push(() => run(feeds));
      return run(feeds);
    };
    return session;
  };
  return {
    get runs() {
      return recorded.length;
    },
    replay: async () => {
      for (const run of recorded) await run();
    },
    stop: () => {
      runtime.create = create;
    },
  };
}
