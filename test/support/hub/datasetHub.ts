import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The commit that every revision stands for. */
export const COMMIT = 'fedcba9876543210fedcba9876543210fedcba98';

export interface HubRepository {
  readonly files: Readonly<Record<string, Buffer>>;
  /** The metadata of its card. */
  readonly card?: object;
  readonly gated?: 'auto' | false;
}

/** A request that the hub was asked. */
export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

/** How a request is answered in place of the hub's way. @returns false where it is not */
export type Misbehaviour = (asked: Asked, response: ServerResponse, content: Buffer | undefined) => boolean;

export interface DatasetHub {
  readonly endpoint: string;
  readonly asked: Asked[];
  misbehave(misbehaviour: Misbehaviour): void;
  /** Forgets what it was asked and how it was to misbehave. */
  reset(): void;
  stop(): Promise<void>;
}

/** A server that answers for datasets as the hub's API does. */
export async function startDatasetHub(repositories: Readonly<Record<string, HubRepository>>): Promise<DatasetHub> {
  const asked: Asked[] = [];
  let misbehaviour: Misbehaviour = () => false;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://localhost').pathname);
    const found: Asked = { path, range: request.headers.range, authorization: request.headers.authorization };
    asked.push(found);
    const content = contentOf(path, repositories);
    if (!misbehaviour(found, response, content)) answer(request, response, path, repositories);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    misbehave: (given) => (misbehaviour = given),
    reset: () => {
      asked.length = 0;
      misbehaviour = () => false;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const API = /^\/api\/datasets\/([\w.-]+\/[\w.-]+)\/(revision|tree)\/(.+)$/;
const FILE = /^\/datasets\/([\w.-]+\/[\w.-]+)\/resolve\/[^/]+\/(.+)$/;

function contentOf(path: string, repositories: Readonly<Record<string, HubRepository>>): Buffer | undefined {
  const [, name = '', file = ''] = FILE.exec(path) ?? [];
  return repositories[name]?.files[file];
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  repositories: Readonly<Record<string, HubRepository>>,
): void {
  const content = contentOf(path, repositories);
  if (content !== undefined) {
    sendContent(response, content, request.headers.range);
    return;
  }
  const [, name = '', what, revision] = API.exec(path) ?? [];
  const repository = repositories[name];
  if (repository === undefined || revision === 'missing') response.writeHead(404).end();
  else if (what === 'tree') sendJson(response, Object.entries(repository.files).map(listed));
  else sendJson(response, infoOf(name, repository));
}

function infoOf(id: string, { card = {}, gated = false }: HubRepository): object {
  const counts = { downloads: 1, likes: 1, lastModified: '2025-01-01T00:00:00.000Z' };
  return { _id: 'x', id, sha: COMMIT, private: false, gated, ...counts, tags: [], cardData: card };
}

/** Large files are those of LFS, which have another checksum. */
function listed([path, content]: [string, Buffer]): object {
  const oid = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const lfs = { oid: sha256, size: content.length, pointerSize: 130 };
  return { type: 'file', path, size: content.length, oid, ...(content.length > 1000 ? { lfs } : {}) };
}

function sendJson(response: ServerResponse, content: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}

/** Of a file all, or the part that is asked for. */
export function sendContent(response: ServerResponse, content: Buffer, range: string | undefined): void {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  const headers = { etag: '"x"', 'content-type': 'application/octet-stream' };
  if (first === undefined) {
    response.writeHead(200, { ...headers, 'content-length': content.length }).end(content);
    return;
  }
  const [start, end] = [Number(first), Math.min(Number(last), content.length - 1)];
  const body = content.subarray(start, end + 1);
  const contentRange = `bytes ${start}-${end}/${content.length}`;
  response.writeHead(206, { ...headers, 'content-length': body.length, 'content-range': contentRange }).end(body);
}
