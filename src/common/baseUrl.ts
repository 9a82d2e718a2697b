/** An address as servers are told apart by: a trailing slash makes no other server. */
export function withoutTrailingSlash(baseUrl: string): string {
  return baseUrl.trim().replace(/\/+$/, '');
}
