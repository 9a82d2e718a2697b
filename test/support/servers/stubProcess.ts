import type { StubOptions } from './stubOptions';
import { StubServer } from './stubServer';

/** What the parent asks of the process with the stub servers; each request has an id that its answer repeats. */
export type StubRequest = { readonly id: number } & (
  | { readonly start: StubOptions }
  | { readonly reportOf: number }
  | { readonly stop: number }
  | { readonly answering: number; readonly upTo: number }
);

const servers = new Map<number, StubServer>();

async function answer(request: StubRequest): Promise<unknown> {
  if ('start' in request) {
    const server = new StubServer(request.start);
    const port = await server.start();
    servers.set(port, server);
    return port;
  }
  if ('reportOf' in request) return servers.get(request.reportOf)?.report();
  if ('answering' in request) return servers.get(request.answering)?.answerUpTo(request.upTo);
  servers.get(request.stop)?.stop();
  return servers.delete(request.stop);
}

process.on('message', (request: StubRequest) => {
  void answer(request).then((result) => process.send?.({ id: request.id, result }));
});
process.on('disconnect', () => process.exit());
