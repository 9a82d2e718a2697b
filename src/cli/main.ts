import { setMaxListeners } from 'node:events';
import { VERSION } from '../common/version';
import { DeitaError, isCancelled } from '../common/errors';
import type { Engine } from '../engine/engine';
import type { JobProgress } from '../protocol/jobProgress';
import type { Log } from '../protocol/log';
import { defaultCacheDir } from './cacheDir';
import type { CliIo, TextOutput } from './cliIo';
import type { Command, CommandResult, OptionValues } from './command';
import { parseCommandLine, type Request } from './commandLine';
import { fieldsOption } from './fieldsOption';
import { HINTS, hintFor } from './hints';
import { batchExport } from './commands/batches/batchExport';
import { batchImport } from './commands/batches/batchImport';
import { batchCancel, batchStatus, batchSubmit } from './commands/batches/batchSubmit';
import { compareSelections } from './commands/compareSelections';
import { compareScorers } from './commands/compareScorers';
import { evaluateLmEval } from './commands/evaluate/evaluateLmEval';
import { evaluateMtBench } from './commands/evaluate/evaluateMtBench';
import { evaluatePairwise } from './commands/evaluate/evaluatePairwise';
import { experiments } from './commands/evaluate/experiments';
import { evolAnnotate } from './commands/evol/evolAnnotate';
import { evolExport } from './commands/evol/evolExport';
import { evolInspect } from './commands/evol/evolInspect';
import { evolStatus } from './commands/evol/evolStatus';
import { evolTrain } from './commands/evol/evolTrain';
import { curve } from './commands/curve';
import { connect } from './commands/connect';
import { calibrate } from './commands/calibrate';
import { duplicates } from './commands/duplicates';
import { download } from './commands/download';
import { embed } from './commands/embed';
import { fetchDataset } from './commands/fetch';
import { inspect } from './commands/inspect';
import { pool } from './commands/pool';
import { neighbours } from './commands/neighbours';
import { dpoPairs } from './commands/training/dpoPairs';
import { prepare } from './commands/training/prepare';
import { render } from './commands/training/render';
import { run as runRecipe } from './commands/run';
import { score } from './commands/score';
import { select } from './commands/select';
import { signals } from './commands/signals';
import { logCommand, openLog } from './logOutput';
import { executionProviderOption } from './modelChoices';
import { PlainOutput } from './plainOutput';
import { datasetArgument, type DatasetArgument } from './poolArgument';
import { ProgressOutput } from './progressOutput';
import { FROM_ONE, integerOption, textOption } from './values';
import { errorWords, noticeWords } from '../wording/errorText';

export const EXIT_CODES = { done: 0, failed: 1, usage: 2, cancelled: 130 } as const;

const COMMANDS: readonly Command[] = [
  inspect,
  score,
  embed,
  select,
  signals,
  curve,
  compareSelections,
  runRecipe,
  pool,
  prepare,
  dpoPairs,
  render,
  neighbours,
  duplicates,
  calibrate,
  download,
  fetchDataset,
  connect,
  batchExport,
  batchImport,
  batchSubmit,
  batchStatus,
  batchCancel,
  compareScorers,
  evolAnnotate,
  evolStatus,
  evolInspect,
  evolTrain,
  evolExport,
  evaluatePairwise,
  evaluateMtBench,
  evaluateLmEval,
  experiments,
];

/** Runs one command line to its end. @returns the exit code */
export async function main(argv: readonly string[], surroundings: CliIo): Promise<number> {
  const stderr = new PlainOutput(surroundings.stderr);
  const io = { ...surroundings, stdout: new PlainOutput(surroundings.stdout), stderr };
  try {
    const request = parseCommandLine(argv, COMMANDS);
    if (request.kind === 'run') return await run(request, io);
    io.stdout.write(`${request.kind === 'help' ? request.text : VERSION}\n`);
    return EXIT_CODES.done;
  } catch (error) {
    return reportFailure(error, io);
  }
}

interface PlainIo extends CliIo {
  readonly stderr: PlainOutput;
}

/** @returns the exit code */
async function run(request: Extract<Request, { kind: 'run' }>, io: PlainIo): Promise<number> {
  const { command, runs, values } = request;
  const cancellation = new AbortController();
  setMaxListeners(0, cancellation.signal); // As many as there are requests waiting.
  const stopListening = io.onInterrupt(() => cancellation.abort());
  const progress = new ProgressOutput(io.stderr, values.json === true);
  const stderr: TextOutput = { write: (text) => (progress.clear(), io.stderr.write(text)) };
  const cacheDir = values['no-cache'] === true ? null : (textOption(values, 'cache-dir') ?? defaultCacheDir(io));
  const log = openLog(io.env, stderr);
  const engine = lazyEngine(values, cacheDir, { ...io, stderr }, log);
  let dataset: DatasetArgument | undefined;
  try {
    dataset = request.pool.length > 0 ? await datasetArgument(request.pool) : undefined;
    const session = {
      file: dataset?.file ?? request.file,
      files: dataset?.files ?? [],
      runs,
      fields: fieldsOption(values),
      values,
      io: { ...io, stderr },
      call: { signal: cancellation.signal, onProgress: (step: JobProgress) => progress.show(step) },
      cacheDir,
      engine: engine.get,
      log,
    };
    const result = await logCommand(log, command.name, Object.keys(values), () => command.run(session));
    progress.clear();
    print(result, values, io);
    return result.failed === true ? EXIT_CODES.failed : EXIT_CODES.done;
  } finally {
    progress.clear();
    stopListening();
    await engine.dispose();
    await dataset?.dispose();
  }
}

interface LazyEngine {
  readonly get: () => Engine;
  readonly dispose: () => Promise<void>;
}

function lazyEngine(values: OptionValues, cacheDir: string | null, io: CliIo, log: Log): LazyEngine {
  let engine: Engine | undefined;
  const threads = values.threads === undefined ? null : integerOption(values, 'threads', 0, FROM_ONE);
  const executionProvider = executionProviderOption(values);
  const start = (): Engine => {
    const started = io.createEngine({ cacheDir, modelDir: io.modelDir, threads, executionProvider });
    started.on('log', log);
    started.on('log', (entry) => {
      const { level, code, answered } = entry;
      if ((level === 'warn' || level === 'error') && answered !== true)
        io.stderr.write(`deita: ${withHint(noticeWords(entry), code && HINTS[code])}\n`);
    });
    return started;
  };
  return { get: () => (engine ??= start()), dispose: async () => engine?.dispose() };
}

function print({ document, text }: CommandResult, { json }: OptionValues, { stdout }: CliIo): void {
  stdout.write(`${json === true ? JSON.stringify(document, null, 2) : text}\n`);
}

function reportFailure(error: unknown, { stderr }: CliIo): number {
  if (isCancelled(error)) {
    stderr.write('deita: cancelled\n');
    return EXIT_CODES.cancelled;
  }
  if (!(error instanceof DeitaError)) {
    stderr.write(`deita: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT_CODES.failed;
  }
  stderr.write(`deita: ${withHint(errorWords(error).message, hintFor(error))}\n`);
  return error.code === 'usage' ? EXIT_CODES.usage : EXIT_CODES.failed;
}

function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}
