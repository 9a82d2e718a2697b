import path from 'node:path';
import { ROOT } from '../host/cache';
import { STUB_MODELS } from '../servers/stubOptions';

/** One gzipped database a release, named by its version and commit; see `make.ts`. */
export const RELEASED_CACHES = path.join(ROOT, 'test', 'fixtures', 'releasedCaches');
export const DATABASE = 'content-v1.mdb';

/** Every kind of content that has a key of its own: turns, a system message, other scripts, no response, equal rows. */
const ROWS = [
  { instruction: 'Name three colours.', output: 'Red, green and blue.' },
  { instruction: 'Translate.', input: '안녕하세요', output: 'Good day – “hello” 😀' },
  { instruction: 'Name three colours.', output: 'Red, green and blue.' },
  {
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What is 2 + 2?' },
      { role: 'assistant', content: '4' },
      { role: 'user', content: 'And\n\n2 +  3?' },
      { role: 'assistant', content: '5' },
    ],
  },
  { conversations: [{ from: 'human', value: 'Say nothing.' }] },
];
export const RELEASED_POOL = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Rows and turns of other content than those before them. */
export const KEPT = { turns: 5, rows: 4 };

/**
 * What is kept of models behind servers, whose identity is that of their names: neither our code nor an address
 * decides it. The families have the names that every version knows.
 */
export function releasedRuns(pool: string, baseUrl: string) {
  const scorer = ['--complexity-model', STUB_MODELS.complexity, '--quality-model', STUB_MODELS.quality];
  const embedder = ['--embedder', 'openai', '--embedding-model', STUB_MODELS.embedder];
  return {
    scores: ['score', pool, '--scorer', 'openai', '--preset', 'vllm', '--base-url', baseUrl, ...scorer, '--json'],
    embeddings: ['embed', pool, ...embedder, '--embedding-base-url', baseUrl, '--json'],
  };
}
