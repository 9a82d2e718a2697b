/** What becomes of a redirect to another origin. */
export type OtherOrigin =
  | 'refused' // its answer goes to the caller, as the error that it is
  | 'withoutKey'; // followed as somebody whom that server does not know

export interface FetchGuard {
  /** Where the key that requests may carry is for: a request to another origin goes without it. */
  readonly keyOrigin: string;
  readonly otherOrigin: OtherOrigin;
  /** Largest body that is read, in bytes. */
  readonly mostBytes: number;
  /** Thrown by whoever reads a body that is larger. */
  readonly tooLarge: () => Error;
}

/** What a server says about an error: more is not read. */
export const MOST_ERROR_BYTES = 1024 * 1024;
const MOST_REDIRECTS = 10;
const KEY_HEADERS = ['authorization', 'proxy-authorization', 'cookie'];

/** `fetch` that takes no key to another origin, wherever it is redirected to, and no endless body. */
export function guardedFetch(guard: FetchGuard): typeof fetch {
  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : input);
    let trusted = true;
    for (let redirects = 0; ; redirects++) {
      // Once a redirect has led elsewhere, whoever answers there decides where it goes: the key stays out of it.
      trusted &&= url.origin === guard.keyOrigin;
      const response = await fetch(url, { ...init, headers: headersOf(init, trusted), redirect: 'manual' });
      const target = redirects < MOST_REDIRECTS ? targetOf(response, url, init?.method) : undefined;
      if (target === undefined) return limited(response, guard);
      if (target.origin !== url.origin && guard.otherOrigin === 'refused') return limited(response, guard);
      await response.body?.cancel();
      url = target;
    }
  };
}

function headersOf(init: RequestInit | undefined, withKey: boolean): Headers {
  const headers = new Headers(init?.headers);
  if (!withKey) for (const name of KEY_HEADERS) headers.delete(name);
  return headers;
}

/** Where a redirect leads that can be followed as it is: a body is sent again by 307 and 308 alone. */
function targetOf({ status, headers }: Response, from: URL, method = 'GET'): URL | undefined {
  const location = headers.get('location');
  const repeats = status === 307 || status === 308;
  const reads = ['GET', 'HEAD'].includes(method.toUpperCase()) && [301, 302, 303].includes(status);
  if (location === null || !(repeats || reads) || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from);
  return target.protocol === 'https:' || target.protocol === 'http:' ? target : undefined;
}

function limited(response: Response, { mostBytes, tooLarge }: FetchGuard): Response {
  if (response.body === null) return response;
  let left = response.ok ? mostBytes : Math.min(mostBytes, MOST_ERROR_BYTES);
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left >= 0) controller.enqueue(chunk);
      else if (response.ok) controller.error(tooLarge());
      else controller.terminate();
    },
  });
  const { status, statusText, headers, url } = response;
  const body = response.body.pipeThrough(limit);
  return Object.defineProperty(new Response(body, { status, statusText, headers }), 'url', { value: url });
}
