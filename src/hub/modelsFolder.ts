import path from 'node:path';

export interface UserPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeDir: string;
}

/** Where downloaded models are kept, once per user: the platform's place for data that programs share. */
export function defaultModelsFolder({ env, platform, homeDir }: UserPlace): string {
  if (env.DEITA_MODELS_DIR) return env.DEITA_MODELS_DIR;
  if (platform === 'win32')
    return path.join(env.LOCALAPPDATA ?? path.join(homeDir, 'AppData', 'Local'), 'deita', 'models');
  if (platform === 'darwin') return path.join(homeDir, 'Library', 'Application Support', 'deita', 'models');
  return path.join(env.XDG_DATA_HOME ?? path.join(homeDir, '.local', 'share'), 'deita', 'models');
}
