import { DeitaError } from './errors';

/** An address as servers are told apart by: a trailing slash makes no other server. */
export function withoutTrailingSlash(baseUrl: string): string {
  return baseUrl.trim().replace(/\/+$/, '');
}

/** Scheme, host and port of an http(s) address, spelled in one way; undefined when it is none. Keys belong to origins. */
export function originOf(address: string): string | undefined {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.origin : undefined;
}

export function isSameOrigin(a: string, b: string): boolean {
  const origin = originOf(a);
  return origin !== undefined && origin === originOf(b);
}

/** The only place that a key of OpenAI's is for. */
const OPENAI_ORIGIN = 'https://api.openai.com';

export function isOpenAiItself(address: string): boolean {
  return originOf(address) === OPENAI_ORIGIN;
}

/** The host, where what is sent crosses a network for everybody on the way to read; undefined where it does not. */
export function hostOverPlainHttp(address: string): string | undefined {
  const origin = originOf(address);
  if (origin === undefined) return undefined;
  const { protocol, hostname, host } = new URL(origin);
  return protocol === 'https:' || isLoopback(hostname) ? undefined : host;
}

function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
}

/**
 * The addresses behind a base URL: `api` for the OpenAI-compatible paths, `root` for a server's own ones. Neither ends
 * in a slash. A base URL without a path means `/v1`, as servers document it.
 * @throws DeitaError `usage` when it is no http(s) URL, or carries a password, a query or a fragment
 */
export function addressesOf(baseUrl: string): { readonly api: string; readonly root: string } {
  const fault = baseUrlFault(baseUrl);
  if (fault !== undefined) throw unusable(fault);
  const url = new URL(baseUrl.trim());
  const path = url.pathname.replace(/\/+$/, '');
  return {
    api: url.origin + (path === '' ? '/v1' : path),
    root: url.origin + path.replace(/\/v1$/, ''),
  };
}

/** What keeps an address from being a base URL, as the end of a sentence about it; undefined = nothing. */
export function baseUrlFault(address: string): string | undefined {
  if (!URL.canParse(address.trim())) return 'is no URL';
  const { protocol, username, password, search, hash } = new URL(address.trim());
  if (protocol !== 'http:' && protocol !== 'https:') return 'does not begin with http:// or https://';
  // The base URL is written into reports and logs.
  if (username !== '' || password !== '') return 'holds a user name or password';
  return search === '' && hash === '' ? undefined : 'has a query or a fragment';
}

function unusable(why: string): DeitaError {
  return new DeitaError(
    'usage',
    `The server's base URL ${why}.`,
    'Give it as the server documents it, such as http://localhost:8000/v1, and the key on its own.',
  );
}
