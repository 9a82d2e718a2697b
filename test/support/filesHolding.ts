import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface SearchedFiles {
  readonly searched: number;
  /** Paths of the files that hold the text, in UTF-8, UTF-16 or base64. */
  readonly holding: readonly string[];
}

/** Looks for a text in every file below some folders, in the forms in which programs write texts. */
export async function filesHolding(text: string, folders: readonly string[]): Promise<SearchedFiles> {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le'), ...base64Forms(text)];
  const holding: string[] = [];
  let searched = 0;
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((candidate) => candidate.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      searched++;
      if (forms.some((form) => bytes.includes(form))) holding.push(file);
    }
  }
  return { searched, holding };
}

/** Base64 of a text depends on where it stands among the bytes: without the letters that its neighbours change. */
function base64Forms(text: string): Buffer[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(' '.repeat(offset) + text).toString('base64');
    const end = Math.floor(((offset + Buffer.byteLength(text)) * 8) / 6);
    return Buffer.from(encoded.slice(Math.ceil((offset * 8) / 6), end));
  });
}
