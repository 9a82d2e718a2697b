import path from 'node:path';
import type { Dataset, MemberFile } from './dataset';
import { withoutContainer } from './outputName';
import { isWrittenAs } from './tableWriter';

/**
 * What the files are called that hold the rows of one file of a pool each: as those files are, and by another ending
 * where their kind is not written. Of equal names the later ones are numbered.
 * @param isChanged whether scores are added to its rows, or texts of them were edited: tables have no columns for these
 */
export async function namesBySource(
  members: readonly MemberFile[],
  openMember: (member: MemberFile) => Promise<Dataset>,
  isChanged: (member: MemberFile) => boolean,
): Promise<string[]> {
  const taken = new Set<string>();
  const names: string[] = [];
  for (const member of members) {
    const opened = await openMember(member);
    const own = path.basename(member.path);
    const name = isWrittenAs(own, opened.rowsWriter, isChanged(member)) ? own : `${withoutContainer(own)}.jsonl`;
    await opened.close();
    names.push(freeName(name, taken));
  }
  return names;
}

/** File systems may not tell upper case from lower. */
function freeName(name: string, taken: Set<string>): string {
  const [, stem = name, endings = ''] = /^(.+?)((?:\.[a-z]+)?(?:\.(?:gz|zst))?)$/i.exec(name) ?? [];
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${number}${endings}`;
  taken.add(free.toLowerCase());
  return free;
}
