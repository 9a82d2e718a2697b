import type { Text } from '../text';

/** What people should know although the work goes on, and why it goes on otherwise. */
export const NOTICES = {
  keyOverPlainHttp:
    'The API key goes to {host} over plain http: whoever is on the way can read it. Use https or a tunnel.',
  cacheUnusable: 'The cache in {folder} cannot be used ({reason}): the work goes on, but nothing more is kept.',
  cacheDamaged: 'The cache was damaged and starts from nothing; the damaged file is kept as {file}.',
  cacheOnNetwork:
    'The cache folder {folder} is on a network file system ({kind}), where its database is not safe; nothing is kept.',
  cacheMoved:
    'The cache folder {folder} is on a network file system ({kind}), where its database is not safe; it is kept in {local} on this machine instead.',
  poolChanged: 'Files of {pool} have changed since it was made, and are read as they are now: {files}.',
  noProvider: 'This build has no {provider} provider: {model} runs on the CPU.',
  providerFailed: 'The {provider} provider did not start ({reason}): {model} runs on the CPU.',
  'disk.full': 'the disk is full',
  'disk.quota': 'the disk quota is used up',
  'disk.fileSize': 'the largest allowed file size is reached',
  'disk.readOnly': 'the file system is read-only',
  'disk.notWritable': 'the folder cannot be written',
  'disk.noFolder': 'a file is where the folder should be',
  'disk.deleted': 'its files were deleted meanwhile',
  'disk.tooManyFiles': 'too many files are open',
  'disk.error': 'the disk reports an error',
  'disk.locked': 'another process holds its lock',
  'disk.busy': 'too many processes use it at the same time',
  'disk.damaged': 'its database is damaged: {error}',
  'fileSystem.fuse': 'FUSE, such as sshfs',
  'fileSystem.shared': 'a folder shared by a virtual machine',
  'fileSystem.share': 'a network share',
} as const satisfies Readonly<Record<string, Text>>;
