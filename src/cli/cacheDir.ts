import path from 'node:path';
import type { CliIo } from './cliIo';

/** Where scores and embeddings are kept unless `--cache-dir` says otherwise: the platform's place for caches. */
export function defaultCacheDir({ env, platform, homeDir }: Pick<CliIo, 'env' | 'platform' | 'homeDir'>): string {
  if (env.DEITA_CACHE_DIR) return env.DEITA_CACHE_DIR;
  if (env.XDG_CACHE_HOME) return path.join(env.XDG_CACHE_HOME, 'deita');
  if (platform === 'win32')
    return path.join(env.LOCALAPPDATA ?? path.join(homeDir, 'AppData', 'Local'), 'deita', 'cache');
  return platform === 'darwin'
    ? path.join(homeDir, 'Library', 'Caches', 'deita')
    : path.join(homeDir, '.cache', 'deita');
}
