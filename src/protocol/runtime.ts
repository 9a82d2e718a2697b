import { VERSION } from '../common/version';
import type { LogFields } from './log';

/** What runs, for the log. */
export function runtimeFields(): LogFields {
  const { versions, platform, arch } = process;
  return { deita: VERSION, node: versions.node, electron: versions['electron'], platform, arch };
}
