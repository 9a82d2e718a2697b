import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerLine, parseBatchLines } from './batchAnswers';

export interface BatchServerOptions {
  readonly apiKey?: string;
  /** So many looks at a batch until it is done. */
  readonly looks?: number;
  /** Makes the first batch and then cuts the connection, as a network can. */
  readonly cutsFirstCreate?: boolean;
  /** Lines whose number divides by this go to the error file. */
  readonly failsEvery?: number;
  /** Every batch ends in this. */
  readonly endsAs?: 'completed' | 'expired' | 'failed';
}

interface Batch {
  readonly id: string;
  readonly input_file_id: string;
  readonly endpoint: string;
  status: string;
  looks: number;
  output_file_id?: string;
  error_file_id?: string;
}

/** `/v1/files` and `/v1/batches` as OpenAI documents them, in memory; `/log` tells what was asked. */
class BatchServer {
  private readonly files = new Map<string, string>();
  private readonly batches: Batch[] = [];
  private readonly log: string[] = [];
  private cuts: number;

  constructor(private readonly options: BatchServerOptions) {
    this.cuts = options.cutsFirstCreate === true ? 1 : 0;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const path = new URL(request.url ?? '', 'http://stub').pathname;
    if (path === '/log') {
      json(response, 200, this.log);
      return;
    }
    this.log.push(`${request.method} ${path}`);
    const { apiKey } = this.options;
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
      json(response, 401, { error: { message: `Incorrect API key: ${request.headers.authorization}` } });
      return;
    }
    this.route(`${request.method} ${path}`, body, request, response);
  }

  private route(route: string, body: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const [, id = '', action] = /^\w+ \/v1\/(?:batches|files)\/([^/]+)(?:\/(\w+))?$/.exec(route) ?? [];
    if (route === 'POST /v1/files') json(response, 200, this.upload(body, request));
    else if (route === 'POST /v1/batches') this.create(JSON.parse(body.toString()) as Batch, response);
    else if (route === 'GET /v1/batches') json(response, 200, { data: this.batches.map(shown), has_more: false });
    else if (action === 'content') response.end(this.files.get(id) ?? '');
    else if (action === 'cancel') json(response, 200, this.end(this.find(id), 'cancelled'));
    else if (route.startsWith('GET /v1/batches/')) json(response, 200, this.look(this.find(id)));
    else json(response, 404, { error: { message: 'no such path' } });
  }

  private upload(body: Buffer, { headers }: IncomingMessage): object {
    const boundary = /boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1] ?? '';
    const part = body
      .toString()
      .split(`--${boundary}`)
      .find((text) => text.includes('filename='));
    const content = part?.slice(part.indexOf('\r\n\r\n') + 4, -2) ?? '';
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, content);
    return { id, object: 'file', bytes: content.length, filename: 'f', purpose: 'batch', created_at: 0 };
  }

  private create({ input_file_id, endpoint }: Batch, response: ServerResponse): void {
    const batch = { id: `batch-${this.batches.length + 1}`, input_file_id, endpoint, status: 'validating', looks: 0 };
    this.batches.push(batch);
    if (this.cuts-- > 0) response.destroy();
    else json(response, 200, shown(batch));
  }

  private look(batch: Batch): object {
    if (batch.status !== 'cancelled' && ++batch.looks >= (this.options.looks ?? 1)) this.run(batch);
    else if (batch.status === 'validating') batch.status = 'in_progress';
    return shown(batch);
  }

  private run(batch: Batch): void {
    if (batch.output_file_id !== undefined) return;
    const { failsEvery, endsAs = 'completed' } = this.options;
    if (endsAs === 'failed') return void this.end(batch, endsAs);
    const lines = parseBatchLines(this.files.get(batch.input_file_id) ?? '');
    const fails = (at: number): boolean => failsEvery !== undefined && (at + 1) % failsEvery === 0;
    const errors = lines
      .filter((_, at) => fails(at))
      .map((line) =>
        JSON.stringify({
          id: 'x',
          custom_id: line.custom_id,
          response: null,
          error: { code: 'batch_expired', message: 'Too late.' },
        }),
      );
    batch.output_file_id = this.keep(lines.filter((_, at) => !fails(at)).map(answerLine));
    if (errors.length > 0) batch.error_file_id = this.keep(errors);
    this.end(batch, endsAs);
  }

  private keep(lines: readonly string[]): string {
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, `${lines.join('\n')}\n`);
    return id;
  }

  private end(batch: Batch, status: string): object {
    batch.status = status;
    return shown(batch);
  }

  private find(id: string): Batch {
    const batch = this.batches.find((candidate) => candidate.id === id);
    if (batch === undefined) throw new Error(`no batch ${id}`);
    return batch;
  }
}

function shown({ looks, ...batch }: Batch): object {
  const errors =
    batch.status === 'failed' ? { data: [{ code: 'invalid', line: 3, message: 'Line 3 is wrong.' }] } : undefined;
  return {
    object: 'batch',
    completion_window: '24h',
    created_at: 0,
    request_counts: { total: 1, completed: looks, failed: 0 },
    errors,
    ...batch,
  };
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

let stub = new BatchServer({});

/** `POST /configure` starts anew with other options. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url !== '/configure') return stub.answer(request, response);
  stub = new BatchServer(JSON.parse((await readAll(request)).toString()) as BatchServerOptions);
  json(response, 200, null);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => json(response, 500, { error: { message: String(error) } }));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
