import { assertBaseUrl } from '../messages/baseUrl';

/**
 * The addresses behind a base URL: `api` for the OpenAI-compatible paths, `root` for a server's own ones. Neither ends
 * in a slash. A base URL without a path means `/v1`, as servers document it.
 * @throws DeitaError `usage` when it is no http(s) URL, or carries a password, a query or a fragment
 */
export function addressesOf(baseUrl: string): { readonly api: string; readonly root: string } {
  assertBaseUrl(baseUrl);
  const url = new URL(baseUrl.trim());
  const path = url.pathname.replace(/\/+$/, '');
  return {
    api: url.origin + (path === '' ? '/v1' : path),
    root: url.origin + path.replace(/\/v1$/, ''),
  };
}
