import assert from 'node:assert/strict';
import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { openCacheStore, type CacheStore } from '../../../src/storage/cacheStore';
import { networkFileSystem, type FolderProbes } from '../../../src/storage/fileSystem';
import { temporaryFolder } from '../../support/temporaryFolder';
import { inEnglish } from '../../../src/messages/wording';

const EXT4 = 0xef53;
const NFS = 0x6969;

describe('networkFileSystem', () => {
  function probes(platform: NodeJS.Platform, type: number): FolderProbes {
    return { platform, fileSystemType: () => type, localFolder: '/tmp', userId: 1 };
  }

  function nameOf(folder: string, found: FolderProbes): string | undefined {
    const kind = networkFileSystem(folder, found);
    return kind === undefined ? undefined : inEnglish(kind);
  }

  for (const [name, type] of [
    ['NFS', NFS],
    ['CIFS', 0xff534d42],
    ['SMB2', 0xfe534d42 | 0],
    ['FUSE, such as sshfs', 0x65735546],
    ['a folder shared by a virtual machine', 0x786f4256],
    ['Lustre', 0x0bd00bd0],
    ['GPFS', 0x47504653],
    ['Ceph', 0x00c36400],
    ['9p', 0x01021997],
    ['AFS', 0x5346414f],
    ['BeeGFS', 0x19830326],
  ] as const) {
    it(`knows ${name}`, () => assert.equal(nameOf('/home/me/.cache', probes('linux', type)), name));
  }

  it('takes ext4, XFS, Btrfs, tmpfs and overlays for local', () => {
    for (const type of [EXT4, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630]) {
      assert.equal(networkFileSystem('/home/me/.cache', probes('linux', type)), undefined);
    }
  });

  it('knows a share of Windows by its name', () => {
    assert.equal(nameOf('\\\\server\\share\\cache', probes('win32', 0)), 'a network share');
    assert.equal(networkFileSystem('C:\\cache', probes('win32', 0)), undefined);
    assert.equal(networkFileSystem('\\\\?\\C:\\cache', probes('win32', 0)), undefined);
  });

  it('looks at the nearest folder that is there', () => {
    const fileSystemType = (existing: string): number => {
      if (existing !== path.resolve('/net')) throw new Error('ENOENT');
      return NFS;
    };
    assert.equal(networkFileSystem('/net/not/made/yet', { ...probes('linux', 0), fileSystemType }), 'NFS');
  });
});

describe('openCacheStore on a network file system', () => {
  const folder = temporaryFolder();
  const warnings: string[] = [];
  beforeEach(() => void (warnings.length = 0));

  function open(isNetwork: (existing: string) => boolean): CacheStore {
    const probes: FolderProbes = {
      platform: 'linux',
      fileSystemType: (existing) => (isNetwork(existing) ? NFS : EXT4),
      localFolder: folder.path('local'),
      userId: process.getuid?.() ?? null,
    };
    return openCacheStore({
      cacheDir: folder.path('shared'),
      warn: (notice) => void warnings.push(inEnglish(notice)),
      probes,
    });
  }

  const onShared = (existing: string): boolean => existing === folder.path('shared');

  it('keeps everything in a local folder, says where, and finds it again', async () => {
    const store = open(onShared);
    store.scores.put(Buffer.alloc(20, 1), Uint8Array.of(7));
    await store.close();
    assert.match(warnings.join(), /is on a network file system \(NFS\).*it is kept in .*local/);
    assert.equal(existsSync(folder.path('shared')), false);
    const again = open(onShared);
    assert.equal(again.scores.get(Buffer.alloc(20, 1))?.[0], 7);
    await again.close();
  });

  it('brings along what was kept in the shared folder before', async () => {
    const before = open(() => false);
    before.scores.put(Buffer.alloc(20, 1), Uint8Array.of(7));
    await before.close();
    const moved = open(onShared);
    assert.equal(moved.scores.get(Buffer.alloc(20, 1))?.[0], 7);
    await moved.close();
  });

  it('keeps nothing where every folder is on a network, or others can write to the local one', async () => {
    const nowhere = open(() => true);
    assert.equal(nowhere.persistent, false);
    assert.match(warnings.join(), /nothing is kept/);
    await open(onShared).close();
    const [own = ''] = warnings.join().match(/\S+deita-cache[^/\s]*/) ?? [];
    chmodSync(own, 0o777);
    assert.equal(open(onShared).persistent, false);
  });
});
