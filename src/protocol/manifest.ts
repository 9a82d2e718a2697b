/** The export's manifest stands beside the rows. */
export function manifestOf(outputPath: string): string {
  return `${outputPath}.deita.json`;
}
