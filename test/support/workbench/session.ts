import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { profileWithExtension, temporaryFolder } from './installed';
import type { ServerWindowOptions } from '../host/serverWindow';
import { Workbench } from './workbench';

export interface Session {
  readonly workbench: Workbench;
  /** Where VS Code keeps settings, extensions, storage and logs. */
  readonly profile: string;
  /** Folder open in the workbench. */
  readonly workspace: string;
}

/** A workbench with the packaged extension and a workspace of the given files: a path to copy, or the content. */
export async function startSession(
  files: Readonly<Record<string, { readonly copyOf: string } | { readonly content: string }>>,
  options: Pick<ServerWindowOptions, 'size' | 'settings' | 'keybindings' | 'developedExtension' | 'age'> = {},
): Promise<Session> {
  const workspace = path.join(await temporaryFolder('workspace'), 'datasets'); // The name that the window shows.
  await mkdir(workspace);
  for (const [name, file] of Object.entries(files)) {
    const target = path.join(workspace, name);
    await mkdir(path.dirname(target), { recursive: true });
    if ('content' in file) await writeFile(target, file.content);
    else await copyFile(file.copyOf, target);
  }
  const profile = await profileWithExtension(options.age);
  const workbench = await Workbench.start({ profile, workspace, ...options });
  return { workbench, workspace, profile };
}
