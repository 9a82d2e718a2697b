import { SETTINGS_SECTION } from '../contributions/settings';

/** The keys of this extension's settings in the content of a settings file, written flat or as nested objects. */
export function settingsIn(content: unknown): ReadonlySet<string> {
  const prefix = `${SETTINGS_SECTION}.`;
  return new Set(
    paths(content, '')
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length)),
  );
}

function paths(value: unknown, prefix: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${prefix}${key}`, ...paths(inner, `${prefix}${key}.`)]);
}
