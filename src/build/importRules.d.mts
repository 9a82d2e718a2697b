export declare const LAYERS: Readonly<Record<string, readonly string[]>>;
export declare const OWNED_PACKAGES: Readonly<Record<string, readonly string[]>>;
export declare const PAGE_LAYERS: readonly string[];
export declare const CONTROLS: { readonly module: string; readonly package: string };
export declare function importRules(): { files: string[]; rule: [string, object] }[];
export declare function pageImportRule(): { files: string[]; ignores: string[]; rule: [string, object] };
