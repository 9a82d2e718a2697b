import { isCancelled } from '../common/errors';
import type { Log, LogFields, LogLevel } from '../protocol/log';
import { loggedError } from '../protocol/loggedError';
import { isJob } from '../protocol/jobs';
import type { EngineMethod, ParamsOf, ResultOf } from '../protocol/requests';
import { paramsToLog, resultToLog } from './requestFields';

/** Requests that the log has at its usual level besides jobs. */
const NOTABLE: readonly EngineMethod[] = ['dataset/open', 'dataset/close'];

/** Writes what an engine is asked into the log: jobs when they begin and end, other requests when they have ended. */
export class RequestLog {
  private jobs = 0;

  constructor(private readonly log: Log) {}

  async follow<M extends EngineMethod>(
    method: M,
    params: ParamsOf<M>,
    work: () => Promise<ResultOf<M>>,
  ): Promise<ResultOf<M>> {
    const started = performance.now();
    const job = isJob(method) ? ++this.jobs : undefined;
    const level = job !== undefined || NOTABLE.includes(method) ? 'info' : 'debug';
    const what = job === undefined ? 'request' : 'job';
    const asked = paramsToLog(method, params);
    const durationMs = (): number => Math.round(performance.now() - started);
    if (job !== undefined) this.write('info', 'job started', { method, job, ...asked });
    // What began a job says what it was asked for.
    const about = job === undefined ? { method, ...asked } : { method, job };
    try {
      const result = await work();
      this.write(level, `${what} done`, { ...about, durationMs: durationMs(), ...resultToLog(method, result) });
      return result;
    } catch (error) {
      const fields = { ...about, durationMs: durationMs() };
      if (isCancelled(error)) this.write(level, `${what} cancelled`, fields);
      else this.fail(`${what} failed`, fields, error);
      throw error;
    }
  }

  private write(level: LogLevel, message: string, fields: LogFields): void {
    this.log({ level, message, fields });
  }

  private fail(message: string, about: LogFields, error: unknown): void {
    const { fields, stack } = loggedError(error);
    this.log({ level: 'error', message, fields: { ...about, ...fields }, stack, answered: true });
  }
}
