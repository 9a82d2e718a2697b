/** Host and port of a base URL; never what else it may hold. */
export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : 'an invalid address';
}

/** The names of both scorers, or of the one that gives both scores. */
export function bothNames(complexityModel: string, qualityModel: string): string {
  return complexityModel === qualityModel ? complexityModel : `${complexityModel} and ${qualityModel}`;
}

/** A hub's name without its owner, a folder's or a file's without those above it. */
export function lastPart(name: string): string {
  return (
    name
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? name
  );
}
