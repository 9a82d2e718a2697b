/** What a model from disk can run on, by the names of the setting and the option. */
export const EXECUTION_PROVIDERS = ['cpu', 'cuda', 'directml', 'coreml'] as const;
export type ExecutionProvider = (typeof EXECUTION_PROVIDERS)[number];
