import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Undefined = it came without one. */
  readonly authorization: string | undefined;
}

export interface RecordingServer {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly baseUrl: string;
  readonly requests: readonly RecordedRequest[];
  /** The different keys that came, '' for none. */
  readonly authorizations: readonly string[];
  stop(): void;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

export function redirectTo(location: string, status = 307): Answer {
  return (_request, response) => response.writeHead(status, { location }).end();
}

/** A server on loopback that notes who asks it what. */
export async function startRecording(answer: Answer): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, path: url, authorization: headers.authorization });
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(request, response, Buffer.concat(parts)));
    response.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    requests,
    get authorizations() {
      return [...new Set(requests.map(({ authorization }) => authorization ?? ''))];
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Servers of one suite: all are stopped after each test. */
export function recordingServers(): (answer: Answer) => Promise<RecordingServer> {
  const running: RecordingServer[] = [];
  afterEach(() => {
    for (const server of running.splice(0)) server.stop();
  });
  return async (answer) => {
    const server = await startRecording(answer);
    running.push(server);
    return server;
  };
}
