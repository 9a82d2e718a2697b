import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A process that answers as the hub's API does for a few repositories. The name after `test/` says how a repository
 * misbehaves: `cut` ends the first answer with the network's content half way, once it is told to, `damaged` sends other
 * bytes than it lists, `rangeless` sends the whole file when asked for its rest.
 */
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const NETWORK = 'onnx/model.onnx';

const large = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
const FILES: Readonly<Record<string, Buffer>> = {
  'config.json': Buffer.from('{"model_type": "bert"}'),
  'tokenizer.json': Buffer.from('{}'),
  '1_Pooling/config.json': Buffer.from('{"pooling_mode_mean_tokens": true}'),
  'onnx/model_quantized.onnx': Buffer.from('quantized'),
  'onnx/model.onnx_data': Buffer.alloc(0),
  [NETWORK]: large,
  'README.md': Buffer.from('not needed'),
  '../outside.json': Buffer.from('never'),
};

interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

const asked: Asked[] = [];
let cuts = 0;
/** Answers that stand half way until the test cuts them. */
const cutOff: ServerResponse[] = [];

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  const path = decodeURIComponent(pathname);
  if (path === '/asked') {
    sendJson(response, asked);
    return;
  }
  const { range, authorization } = request.headers;
  asked.push({ path, range, authorization });
  const api = /^\/api\/models\/(test\/[\w.-]+)\/(revision|tree)\//.exec(path);
  if (api !== null) {
    answerApi(response, api[1] ?? '', api[2] ?? '');
    return;
  }
  const file = /^\/(test\/[\w.-]+)\/resolve\/[^/]+\/(.+)$/.exec(path);
  if (file === null) {
    notFound(response);
    return;
  }
  answerFile(request, response, file[1] ?? '', file[2] ?? '');
});

function answerApi(response: ServerResponse, repository: string, what: string): void {
  if (repository === 'test/missing') {
    notFound(response);
    return;
  }
  if (repository === 'test/gated') {
    sendJson(response, { error: 'Access is restricted.' }, 401);
    return;
  }
  if (what === 'tree') {
    sendJson(response, repository === 'test/no-onnx' ? listing().slice(0, 2) : listing());
    return;
  }
  sendJson(response, {
    _id: 'x',
    id: repository,
    sha: COMMIT,
    private: false,
    gated: false,
    downloads: 1,
    likes: 1,
    lastModified: '2025-01-01T00:00:00.000Z',
    tags: ['license:apache-2.0'],
    cardData: { license: 'apache-2.0' },
  });
}

function listing(): object[] {
  return Object.entries(FILES).map(([path, content]) => ({
    type: 'file',
    path,
    size: content.length,
    oid: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
    ...(path === NETWORK
      ? { lfs: { oid: createHash('sha256').update(content).digest('hex'), size: content.length, pointerSize: 130 } }
      : {}),
  }));
}

function answerFile(request: IncomingMessage, response: ServerResponse, repository: string, path: string): void {
  const listed = FILES[path];
  if (listed === undefined) {
    notFound(response);
    return;
  }
  const damaged = repository === 'test/damaged' && path === NETWORK;
  const content = damaged ? Buffer.from(listed).fill(1, 1000, 1010) : listed;
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const isProbe = range?.[2] === '0';
  const headers = { etag: `"${path}"`, 'content-type': 'application/octet-stream' };
  if (range === null || (repository === 'test/rangeless' && !isProbe)) {
    response.writeHead(200, { ...headers, 'content-length': content.length });
    sendBody(response, content, repository, path);
    return;
  }
  const [start, end] = [Number(range[1]), Math.min(Number(range[2]), content.length - 1)];
  const body = content.subarray(start, end + 1);
  response.writeHead(206, {
    ...headers,
    'content-length': body.length,
    'content-range': `bytes ${start}-${end}/${content.length}`,
  });
  if (isProbe) response.end(body);
  else sendBody(response, body, repository, path);
}

function sendBody(response: ServerResponse, body: Buffer, repository: string, path: string): void {
  const cut = path === NETWORK && (repository === 'test/cut' || repository === 'test/rangeless') && cuts++ % 2 === 0;
  if (!cut) {
    response.end(body);
    return;
  }
  cutOff.push(response);
  response.write(body.subarray(0, body.length / 2));
}

function sendJson(response: ServerResponse, content: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'x-error-code': 'RepoNotFound' }).end();
}

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => {
  for (const response of cutOff.splice(0)) response.destroy();
});
process.once('disconnect', () => process.exit(0));
