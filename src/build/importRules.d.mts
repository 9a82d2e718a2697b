export declare const LAYERS: Readonly<Record<string, readonly string[]>>;
export declare const OWNED_PACKAGES: Readonly<Record<string, readonly string[]>>;
export declare function importRules(): { files: string[]; rule: [string, object] }[];
