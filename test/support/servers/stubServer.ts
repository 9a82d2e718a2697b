import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { stubTokenize } from './stubModel';
import { STUB_DIMENSIONS, STUB_MODELS, type StubFaults, type StubOptions, type StubReport } from './stubOptions';
import { AskedLog } from './askedLog';
import { plainAnswer, STUB_SETTINGS, workFor, type Work } from './wireFormats';

const FAST_PROMPT = 'any prompt ';

/** One model server. */
export class StubServer {
  private readonly log = new AskedLog();
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private faults: { -readonly [K in keyof StubFaults]: StubFaults[K] };
  private statuses: number[];
  private mostPrompts = Number.POSITIVE_INFINITY;

  constructor(private readonly options: StubOptions) {
    this.faults = { ...options.faults };
    this.statuses = [...(options.faults?.statuses ?? [])];
  }

  /** @returns its port */
  async start(): Promise<number> {
    this.server.on('connection', () => this.log.connections++);
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  report(): StubReport {
    return this.log.report();
  }

  answerUpTo(prompts: number): void {
    this.mostPrompts = prompts;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = request.url ?? '';
    this.log.authorization(request.headers.authorization);
    if (this.faults.html === true) {
      send(response, 200, '<html>Sign in</html>', 'text/html');
      return;
    }
    if (this.options.apiKey !== undefined && request.headers.authorization !== `Bearer ${this.options.apiKey}`) {
      // As servers do: what they refuse, they repeat.
      fail(response, 401, `Incorrect API key provided: ${request.headers.authorization ?? 'none'}`);
      return;
    }
    const plain = plainAnswer(path, body, this.options);
    if (plain !== undefined) {
      sendJson(response, 200, plain);
      return;
    }
    const work = workFor(path, body, this.options);
    if (work === undefined) {
      fail(response, 404, 'Not Found');
      return;
    }
    await this.work(work, body, response);
  }

  private async work({ asked, answer }: Work, body: object, response: ServerResponse): Promise<void> {
    const prompts = this.faults.trim === true ? asked.prompts.map((prompt) => prompt.trimEnd()) : asked.prompts;
    const done = this.log.begin(asked.prompts, body);
    try {
      if (this.log.prompts > this.mostPrompts) {
        await closed(response);
        return;
      }
      if (await this.misbehaves(asked.model, prompts, response)) return;
      if (this.options.latencyMs !== undefined) await sleep(this.options.latencyMs);
      if (this.options.fast !== true) this.log.answered(asked.model, asked.prompts);
      const answered = this.options.fast === true ? prompts.map(() => FAST_PROMPT) : prompts;
      sendJson(response, 200, this.spoil(answer(answered, this.settings()), prompts.length));
    } finally {
      done();
    }
  }

  /** @returns whether the request was dealt with */
  private async misbehaves(model: string, prompts: readonly string[], response: ServerResponse): Promise<boolean> {
    const { hangs = 0, resets = 0, poison, retryAfter } = this.faults;
    const status = this.statuses.shift();
    if (status !== undefined) {
      if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
      return (fail(response, status, 'Busy'), true);
    }
    if (hangs > 0) {
      this.faults.hangs = hangs - 1;
      await closed(response);
      return true;
    }
    if (resets > 0) {
      this.faults.resets = resets - 1;
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"choices": [');
      await sleep(20);
      return (response.destroy(), true);
    }
    if (!Object.values(STUB_MODELS).some((name) => name === model)) {
      return (fail(response, 404, `The model \`${model}\` does not exist.`), true);
    }
    const { contextLength = 2048 } = this.options;
    const longest = Math.max(...prompts.map((prompt) => stubTokenize(prompt, true).length));
    if (longest + 1 > contextLength) {
      const message = `This model's maximum context length is ${contextLength} tokens, your prompt has ${longest}.`;
      return (fail(response, 400, message), true);
    }
    if (poison !== undefined && prompts.some((prompt) => prompt.includes(poison.text))) {
      return (fail(response, poison.status, 'Cannot process this input'), true);
    }
    return false;
  }

  private settings() {
    const { alternatives, otherDimensionsAfter } = this.faults;
    const other = otherDimensionsAfter !== undefined && this.log.requests > otherDimensionsAfter;
    return {
      alternatives: alternatives ?? STUB_SETTINGS.alternatives,
      dimensions: other ? STUB_DIMENSIONS + 4 : STUB_DIMENSIONS,
    };
  }

  private spoil(answer: unknown, prompts: number): unknown {
    if (this.faults.leavesOutLast !== true || prompts < 2) return answer;
    const { choices, ...rest } = answer as { choices: { index: number }[] };
    return { ...rest, choices: choices.filter(({ index }) => index !== prompts - 1) };
  }
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.on('close', resolve));
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function fail(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { message, type: 'error', code: status } });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, JSON.stringify(body), 'application/json');
}

function send(response: ServerResponse, status: number, text: string, type: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}
