import assert from 'node:assert/strict';
import { build, type Plugin } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PACKAGES } from '../../../support/engine/bundleProcess';
import { NODE_BUNDLE } from '../../../../tools/build/bundle';
import { ON_DEMAND_FILES, onDemand } from '../../../../tools/build/packaging/onDemand';

const ROOT = path.resolve(__dirname, '../../../..');

describe('packages that are loaded when they are used', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'deita-on-demand-'));
    // What a process has loaded besides its program, written when it ends.
    writeFileSync(
      path.join(folder, 'spy.cjs'),
      `process.on('exit', () => {
        const files = Object.keys(require.cache).map((file) => require('node:path').basename(file));
        process.stderr.write('loaded: ' + files.filter((file) => file !== 'spy.cjs').join(' '));
      });`,
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function loadedBy(program: string, ...args: string[]): { readonly out: string; readonly loaded: string } {
    const spy = ['--require', path.join(folder, 'spy.cjs')];
    const env = { ...process.env, ...PACKAGES, NODE_OPTIONS: '' };
    const { stdout, stderr } = spawnSync(process.execPath, [...spy, path.join(folder, program), ...args], {
      encoding: 'utf8',
      env,
    });
    return { out: stdout.trim(), loaded: stderr.replace(/^loaded: /, '') };
  }

  async function bundleProgram(name: string, source: string, plugin: Plugin): Promise<void> {
    await build({
      ...NODE_BUNDLE,
      stdin: { contents: source, resolveDir: ROOT, sourcefile: path.join(ROOT, 'program.ts') },
      outfile: path.join(folder, name),
      plugins: [plugin],
    });
  }

  it('loads a package once a name of it is used, its default and its named exports alike', async () => {
    await build({ ...NODE_BUNDLE, entryPoints: { ...ON_DEMAND_FILES }, outdir: folder, plugins: [onDemand([])] });
    const source = `
      import http from 'node:http';
      import protobuf from 'protobufjs';
      import { stringify } from 'yaml';
      import { parquetMetadata } from 'hyparquet';
      import { getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
      if (process.argv[2] === 'use')
        console.log(stringify({ a: 1 }).trim(), typeof parquetMetadata, typeof getMaxRepetitionLevel,
          typeof protobuf.parse, typeof http.request);`;
    await bundleProgram('program.js', source, onDemand(['node:http']));
    assert.deepEqual(loadedBy('program.js'), { out: '', loaded: 'program.js' });
    const { out, loaded } = loadedBy('program.js', 'use');
    assert.equal(out, 'a: 1 function function function function');
    assert.deepEqual(loaded.split(' ').sort(), ['parquet.js', 'program.js', 'protobuf.js', 'yaml.js']);
  });

  it('starts the command line without any of them, and reads a text with the few that it needs', async () => {
    await build({
      ...NODE_BUNDLE,
      entryPoints: [path.join(ROOT, 'src/cli/bin.ts')],
      outfile: path.join(folder, 'cli.js'),
    });
    assert.deepEqual(loadedBy('cli.js', '--version').loaded, 'cli.js');
    writeFileSync(path.join(folder, 'rows.jsonl'), '{"instruction": "Say hello", "output": "Hello."}\n');
    const { out, loaded } = loadedBy('cli.js', 'inspect', path.join(folder, 'rows.jsonl'), '--no-cache');
    assert.match(out, /Alpaca/);
    assert.equal(loaded, 'cli.js');
  });
});
