/** Types of `importRules.mjs`, which the lint configuration reads before anything is compiled. */
export const LAYERS: Readonly<Record<string, readonly string[]>>;
export const OWNED_PACKAGES: Readonly<Record<string, readonly string[]>>;
export const PAGE_LAYERS: readonly string[];
export const CONTROLS: Readonly<{ module: string; package: string }>;
export const architecturePlugin: object;
export function importFault(file: string, specifier: string, typeOnly: boolean): string | null;
