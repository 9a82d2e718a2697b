import { build } from 'esbuild';
import path from 'node:path';
import { NATIVE_PACKAGES } from '../../../tools/build/packaging/nativePackages';

const ROOT = path.resolve(__dirname, '../../..');

/** For the environment of a bundled process, which finds the native packages by it. */
export const PACKAGES = { NODE_PATH: path.join(ROOT, 'node_modules') };

/** Bundles a program of the tests, so that its processes start in a moment. @returns its file */
export async function bundleProcess(program: string, folder: string): Promise<string> {
  const outfile = path.join(folder, `${path.basename(program, '.ts')}.js`);
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['tsx', ...NATIVE_PACKAGES],
    logLevel: 'warning',
  });
  return outfile;
}
