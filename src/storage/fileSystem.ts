import { statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { MessageArgument } from '../common/message';
import { say } from '../messages/say';

/** What is to be known of the machine; a test stands in for it. */
export interface FolderProbes {
  readonly platform: NodeJS.Platform;
  /** The `f_type` of `statfs` for the file system that holds a path. @throws when there is no such path */
  readonly fileSystemType: (existing: string) => number;
  /** A folder of this machine that outlives a restart where the platform has one. */
  readonly localFolder: string;
  /** Who runs this process; null where the platform has no numbers for that. */
  readonly userId: number | null;
}

export const LOCAL_PROBES: FolderProbes = {
  platform: process.platform,
  fileSystemType: (existing) => statfsSync(existing).type,
  localFolder: process.platform === 'linux' ? '/var/tmp' : os.tmpdir(),
  userId: process.getuid?.() ?? null,
};

/** `f_type` of file systems whose files other machines may change, with the magic numbers of the Linux kernel. */
const LINUX_NETWORK_TYPES: ReadonlyMap<number, MessageArgument> = new Map<number, MessageArgument>([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x517b, 'SMB'],
  [0x65735546, say('fileSystem.fuse')],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x00c36400, 'Ceph'],
  [0x01021997, '9p'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x19830326, 'BeeGFS'],
  [0x564c, 'NCP'],
  [0x73757245, 'Coda'],
  [0xaad7aaea, 'PanFS'],
  [0x786f4256, say('fileSystem.shared')],
  [0xbacbacbc, say('fileSystem.shared')],
  [0x013111a8, 'IBRIX'],
  [0x7461636f, 'OCFS2'],
  [0x01161970, 'GFS2'],
]);

/** XNU numbers its built-in file systems in a fixed order. */
const MAC_NETWORK_TYPES: ReadonlyMap<number, string> = new Map([[2, 'NFS']]);

/**
 * What kind of network file system a folder is on, or will be once it is made.
 * @returns undefined for a local one, and where nothing can be found out
 */
export function networkFileSystem(folder: string, probes: FolderProbes): MessageArgument | undefined {
  if (probes.platform === 'win32') return /^[\\/]{2}[^.?]/.test(folder) ? say('fileSystem.share') : undefined;
  const types = probes.platform === 'darwin' ? MAC_NETWORK_TYPES : LINUX_NETWORK_TYPES;
  const type = typeOfNearest(path.resolve(folder), probes);
  return type === undefined ? undefined : types.get(type >>> 0);
}

function typeOfNearest(folder: string, probes: FolderProbes): number | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      return probes.fileSystemType(at);
    } catch {
      if (path.dirname(at) === at) return undefined;
    }
  }
}
