import path from 'node:path';

/** The folder nearest to files that holds them all. */
export function commonFolder(first: string, ...others: readonly string[]): string {
  return others.reduce(folderAround, path.dirname(first));
}

function folderAround(folder: string, file: string): string {
  const isInside = path.relative(folder, file).split(path.sep)[0] !== '..';
  const above = path.dirname(folder);
  return isInside || above === folder ? folder : folderAround(above, file);
}
