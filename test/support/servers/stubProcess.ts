import type { StubOptions } from './stubOptions';
import { StubServer } from './stubServer';

/** What the parent asks of the process with the stub servers; each request has an id that its answer repeats. */
export type StubRequest = { readonly id: number } & (
  { readonly start: StubOptions } | { readonly reportOf: number } | { readonly stop: number }
);

const servers = new Map<number, StubServer>();

async function answer(request: StubRequest): Promise<unknown> {
  if ('start' in request) {
    const server = new StubServer(request.start);
    const port = await server.start();
    servers.set(port, server);
    return port;
  }
  const port = 'stop' in request ? request.stop : request.reportOf;
  if (!('stop' in request)) return servers.get(port)?.report();
  servers.get(port)?.stop();
  return servers.delete(port);
}

process.on('message', (request: StubRequest) => {
  void answer(request).then((result) => process.send?.({ id: request.id, result }));
});
process.on('disconnect', () => process.exit());
