import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findDesktopCode } from '../../../support/host/desktopCode';

describe('desktop VS Code', () => {
  let folder: string;
  beforeEach(async () => (folder = await realpath(await mkdtemp(path.join(tmpdir(), 'deita-desktop-')))));
  afterEach(() => rm(folder, { recursive: true }));

  /** An installation as packages make it, with `code` linked into a folder of the path. */
  async function install(): Promise<{ readonly program: string; readonly onPath: string }> {
    const onPath = path.join(folder, 'usr-bin');
    const program = path.join(folder, 'share', 'code');
    const script = path.join(folder, 'share', 'bin', 'code');
    await mkdir(path.dirname(script), { recursive: true });
    await mkdir(onPath);
    await writeFile(program, '');
    await writeFile(script, '');
    await symlink(script, path.join(onPath, 'code'));
    return { program, onPath };
  }

  it('is the program behind the command `code`', async () => {
    const { program, onPath } = await install();
    const env = { DISPLAY: ':0', PATH: [path.join(folder, 'missing'), onPath].join(path.delimiter) };
    assert.equal(await findDesktopCode({ platform: 'linux', env }), program);
  });

  it('is not looked for where nothing can show its window', async () => {
    const { onPath } = await install();
    assert.equal(await findDesktopCode({ platform: 'linux', env: { PATH: onPath } }), undefined);
  });

  it('is the one that VSCODE_PATH names, whatever else there is', async () => {
    const { onPath } = await install();
    const env = { VSCODE_PATH: '/somewhere/code', DISPLAY: ':0', PATH: onPath };
    assert.equal(await findDesktopCode({ platform: 'linux', env }), '/somewhere/code');
  });

  it('is not the `code` of a remote session, which has no program beside it', async () => {
    const script = path.join(folder, 'remote-cli', 'code');
    await mkdir(path.dirname(script));
    await writeFile(script, '');
    const env = { DISPLAY: ':0', PATH: path.dirname(script) };
    const found = await findDesktopCode({ platform: 'linux', env });
    assert.ok(found === undefined || !found.startsWith(folder));
  });
});
