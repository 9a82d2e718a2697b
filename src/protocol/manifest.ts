const ENDING = '.deita.json';

/** The export's manifest stands beside the rows. */
export function manifestOf(outputPath: string): string {
  return `${outputPath}${ENDING}`;
}

/** The file of the rows that a manifest stands beside; undefined for a file that is called otherwise than one. */
export function rowsOfManifest(file: string): string | undefined {
  return file.endsWith(ENDING) ? file.slice(0, -ENDING.length) : undefined;
}
