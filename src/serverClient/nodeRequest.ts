import { APIError } from 'openai';
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MOST_ERROR_BYTES } from '../common/guardedFetch';
import { answerTooLarge, MOST_ANSWER_BYTES } from './answerLimits';

/** Idle connections are kept for the next request and keep no process alive. */
const KEEP_ALIVE = { keepAlive: true, maxFreeSockets: 256 } as const;
let plainAgent: http.Agent | undefined;
let secureAgent: https.Agent | undefined;

/** Made with the first request: the modules behind them take their time to load. */
function agentFor(secure: boolean): http.Agent {
  return secure ? (secureAgent ??= new https.Agent(KEEP_ALIVE)) : (plainAgent ??= new http.Agent(KEEP_ALIVE));
}

export interface Post {
  readonly url: URL;
  readonly headers: http.OutgoingHttpHeaders;
  readonly signal: AbortSignal;
}

/** A body that is read while it is sent, at the pace of the connection. */
export interface StreamedBody {
  /** Bytes. */
  readonly length: number;
  readonly open: () => Readable;
}

/**
 * One `POST` over `node:http`. Redirects are not followed.
 * @returns the answer's JSON; its text when it is declared as something else
 * @throws APIError of the `openai` package for an HTTP status beyond 299, ServerError `tooLarge` for a body that does not
 * end, whatever a broken connection throws
 */
export async function post(request: Post, body: string | StreamedBody): Promise<unknown> {
  const response = await send(request, body);
  const { statusCode = 0, headers } = response;
  const failed = statusCode > 299;
  const text = await textOf(response, failed ? MOST_ERROR_BYTES : MOST_ANSWER_BYTES, () => {
    if (!failed) throw answerTooLarge(request.url.href, MOST_ANSWER_BYTES);
  });
  const isJson = /\bapplication\/(?:\S+\+)?json\b/.test(headers['content-type'] ?? '');
  if (failed) {
    throw APIError.generate(statusCode, isJson ? parsed(text) : undefined, text, new Headers(singleValues(headers)));
  }
  return isJson ? (JSON.parse(text) as unknown) : text;
}

function send(request: Post, body: string | StreamedBody): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { url, signal } = request;
    const secure = url.protocol === 'https:';
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    const headers = { ...request.headers, Accept: 'application/json', 'Content-Length': length };
    const options = { method: 'POST', headers, signal, agent: agentFor(secure) };
    const sent = (secure ? https : http).request(url, options, resolve);
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed an idle connection just as it was used again: nothing of the request was read.
      if (sent.reusedSocket && error.code === 'ECONNRESET') send(request, body).then(resolve, reject);
      else reject(error);
    });
    if (typeof body === 'string') sent.end(body);
    else pipeline(body.open(), sent).catch(reject);
  });
}

/** @param onTooLong called once more than `mostBytes` came: what came until then is the text, unless it throws */
async function textOf(response: http.IncomingMessage, mostBytes: number, onTooLong: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  let left = mostBytes;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, left));
    left -= chunk.length;
    if (left >= 0) continue;
    onTooLong();
    break; // Leaving the loop closes the connection.
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** An error's body need not be what it is declared as. */
function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function singleValues(headers: http.IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
}
