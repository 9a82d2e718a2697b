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

/** What keeps an address from being a base URL. */
export type BaseUrlFault = 'none' | 'protocol' | 'secret' | 'query';

/** Undefined = nothing keeps it from being one. */
export function baseUrlFault(address: string): BaseUrlFault | undefined {
  if (!URL.canParse(address.trim())) return 'none';
  const { protocol, username, password, search, hash } = new URL(address.trim());
  if (protocol !== 'http:' && protocol !== 'https:') return 'protocol';
  // The base URL is written into reports and logs.
  if (username !== '' || password !== '') return 'secret';
  return search === '' && hash === '' ? undefined : 'query';
}
