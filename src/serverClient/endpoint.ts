import { DeitaError } from '../common/errors';

/** Where a server is, and the key it asks for. */
export interface Endpoint {
  /** Such as `http://localhost:8000/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
}

/**
 * The addresses behind a base URL: `api` for the OpenAI-compatible paths, `root` for a server's own ones. Neither ends
 * in a slash. A base URL without a path means `/v1`, as servers document it.
 * @throws DeitaError `usage` when it is no http(s) URL, or carries a password, a query or a fragment
 */
export function addressesOf(baseUrl: string): { readonly api: string; readonly root: string } {
  const url = parse(baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  return {
    api: url.origin + (path === '' ? '/v1' : path),
    root: url.origin + path.replace(/\/v1$/, ''),
  };
}

function parse(baseUrl: string): URL {
  let url: URL;
  try {
    url = new URL(baseUrl.trim());
  } catch {
    throw unusable('is no URL');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw unusable('does not begin with http:// or https://');
  // The base URL is written into reports and logs.
  if (url.username !== '' || url.password !== '') throw unusable('holds a user name or password');
  if (url.search !== '' || url.hash !== '') throw unusable('has a query or a fragment');
  return url;
}

function unusable(why: string): DeitaError {
  return new DeitaError(
    'usage',
    `The server's base URL ${why}.`,
    'Give it as the server documents it, such as http://localhost:8000/v1, and the key on its own.',
  );
}
