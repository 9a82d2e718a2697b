import { APIError } from 'openai';
import http from 'node:http';
import https from 'node:https';

/** Idle connections are kept for the next request and keep no process alive. */
const KEEP_ALIVE = { keepAlive: true, maxFreeSockets: 256 } as const;
const AGENTS = { 'http:': new http.Agent(KEEP_ALIVE), 'https:': new https.Agent(KEEP_ALIVE) };

export interface JsonPost {
  readonly url: URL;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body: object;
  readonly signal: AbortSignal;
}

/**
 * One `POST` of the many small ones of a run, over `node:http`: it costs a third of the processor time that the `openai`
 * package and Node's `fetch` take for the same.
 * @returns the answer's JSON; its text when it is declared as something else
 * @throws APIError of the `openai` package for an HTTP status beyond 299; whatever a broken connection throws
 */
export async function postJson(post: JsonPost): Promise<unknown> {
  const response = await send(post, JSON.stringify(post.body));
  const text = await textOf(response);
  const { statusCode = 0, headers } = response;
  const isJson = /\bapplication\/(?:\S+\+)?json\b/.test(headers['content-type'] ?? '');
  if (statusCode > 299) {
    throw APIError.generate(statusCode, isJson ? parsed(text) : undefined, text, new Headers(singleValues(headers)));
  }
  return isJson ? (JSON.parse(text) as unknown) : text;
}

function send(post: JsonPost, body: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { url, signal } = post;
    const secure = url.protocol === 'https:';
    const headers = { ...post.headers, 'Content-Type': 'application/json', Accept: 'application/json' };
    const options = { method: 'POST', headers, signal, agent: AGENTS[secure ? 'https:' : 'http:'] };
    const request = (secure ? https : http).request(url, options, resolve);
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed an idle connection just as it was used again: nothing of the request was read.
      if (request.reusedSocket && error.code === 'ECONNRESET') send(post, body).then(resolve, reject);
      else reject(error);
    });
    request.end(body);
  });
}

function textOf(response: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    response.on('error', reject);
  });
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
