import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../test/support/host/cache';
import { installCodeServer } from '../../test/support/host/codeServer';
import { profileWithExtension, temporaryFolder, VSIX_VARIABLE } from '../../test/support/workbench/installed';
import { Workbench } from '../../test/support/workbench/workbench';
import { buildProduct } from './product';

const SAMPLE = path.join(ROOT, 'media', 'samples', 'instruction-mix.jsonl');

const USAGE = `npm start [-- FILE] [-- --once]
  FILE    dataset to open instead of the bundled sample
  --once  end after the selection, with a screenshot in artifacts/`;

/** Builds and installs the extension, opens a dataset in a real VS Code, selects, and stays until Ctrl-C. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { once: { type: 'boolean', default: !process.stdout.isTTY }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.help || positionals.length > 1) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const dataset = await datasetToOpen(positionals[0]);
  process.env[VSIX_VARIABLE] = await buildProduct();
  await installCodeServer(console.log);
  console.log('Starting VS Code …');
  const workbench = await Workbench.start({
    profile: await profileWithExtension(),
    workspace: path.dirname(dataset),
  });
  try {
    await selectIn(workbench, dataset);
    console.log(`Screenshot: ${path.relative(process.cwd(), await workbench.screenshot('start'))}`);
    if (!values.once) await stay(workbench);
    return 0;
  } finally {
    await workbench.stop();
  }
}

/** The given file, or a copy of the bundled sample, so that exports beside it do not change the checkout. */
async function datasetToOpen(given: string | undefined): Promise<string> {
  if (given !== undefined) {
    const file = path.resolve(given);
    if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
    return file;
  }
  const copy = path.join(await temporaryFolder('sample'), path.basename(SAMPLE));
  await cp(SAMPLE, copy);
  return copy;
}

/** What a person does: opens the file, runs DEITA: Select from the palette, reads the result. */
async function selectIn(workbench: Workbench, dataset: string): Promise<void> {
  console.log(`Opening ${path.basename(dataset)} in the DEITA editor …`);
  const editor = await workbench.openDataset(path.basename(dataset));
  console.log('Running DEITA: Select …');
  await workbench.runCommand('DEITA: Select');
  await editor.waitForSelection();
  console.log(`\n${(await editor.counts.locator('span').allInnerTexts()).join(' · ')}\n`);
  await editor.sortBy('Status');
  for (const row of (await editor.shownRows()).slice(0, SHOWN_ROWS)) {
    const { Line: line, Status: status, Evol: evol, Instruction: instruction } = row;
    console.log(
      `  line ${line?.padStart(4) ?? ''}  ${status ?? ''}  evol ${evol ?? ''}  ${instruction ?? ''}`.slice(0, 110),
    );
  }
  console.log();
}

const SHOWN_ROWS = 5;

async function stay(workbench: Workbench): Promise<void> {
  console.log(`VS Code is at ${workbench.url}\nPress Ctrl-C to end.`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  console.log('\nStopping …');
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
