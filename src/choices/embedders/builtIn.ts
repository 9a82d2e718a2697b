import type { EmbedderFamily } from '../family';

export interface BuiltInEmbedderChoice {
  readonly kind: 'built-in';
}

export const BUILT_IN_EMBEDDER = {
  kind: 'built-in',
  formerKind: 'embedded',
  name: 'Built-in',
  help: 'built-in (default)',
  origin: 'model',
  /** Chosen with the shares of the combination by `npm run eval:models`; see media/models/EMBEDDER.md. */
  recommendedThreshold: 0.9,
  options: [],
  read: (): BuiltInEmbedderChoice => ({ kind: 'built-in' }),
  write: () => [],
  label: () => 'Built-in',
  servers: () => [],
  logFields: () => ({}),
} as const satisfies EmbedderFamily<BuiltInEmbedderChoice>;
