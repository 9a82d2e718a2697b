import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { temporaryFolder } from '../workbench/installed';
import { STAND_IN } from './standIn';

const { vendor, name } = STAND_IN;

/** Builds an extension with a language model of the tests' own. @returns its folder, to be opened for development */
export async function providerExtension(): Promise<string> {
  const folder = await temporaryFolder('language-model');
  const manifest = {
    ...{ name: 'stand-in-model', publisher: 'tests', version: '1.0.0', main: './extension.js' },
    engines: { vscode: '^1.100.0' },
    activationEvents: ['*'],
    enabledApiProposals: ['chatProvider'],
    contributes: {
      languageModels: [{ vendor, displayName: name }],
      languageModelChatProviders: [{ vendor, displayName: name }],
    },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await build({
    entryPoints: [path.join(__dirname, 'provider.ts')],
    outfile: path.join(folder, 'extension.js'),
    ...{ bundle: true, platform: 'node', target: 'node20', external: ['vscode'], logLevel: 'warning' },
  });
  return folder;
}
