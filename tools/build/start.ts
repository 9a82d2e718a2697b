import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../src/common/errors';
import { ROOT } from '../../test/support/host/cache';
import { installCodeServer } from '../../test/support/host/codeServer';
import { findDesktopCode, openDesktopWindow } from '../../test/support/host/desktopCode';
import { profileWithExtension, temporaryFolder, VSIX_VARIABLE } from '../../test/support/workbench/installed';
import { Workbench } from '../../test/support/workbench/workbench';
import { buildProduct } from './product';

const SAMPLES = path.join(ROOT, 'media', 'samples');
const SAMPLE = path.join(SAMPLES, 'instruction-mix.jsonl');
/** An annotation run made by hand, and its dataset. */
const EVOL_RUN = 'hand-made.evol';
const EVOL_DATASET = 'hand-made.jsonl';

const USAGE = `npm start [-- FILE] [-- --evol] [-- --once]
  FILE    dataset to open instead of the bundled sample
  --evol  show the chains of the bundled annotation run instead
  --once  end after that, with a screenshot in artifacts/`;

/** Builds and installs the extension, shows what it does in a real VS Code, and stays until Ctrl-C. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      once: { type: 'boolean', default: !process.stdout.isTTY },
      evol: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help || positionals.length > (values.evol ? 0 : 1)) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const dataset = values.evol ? await copiedRun() : await datasetToOpen(positionals[0]);
  const vsix = await buildProduct();
  const workbench = await startVsCode(vsix, path.dirname(dataset));
  try {
    const show = values.evol ? inspectRun(workbench) : selectIn(workbench, dataset);
    await show.finally(() => savePicture(workbench));
    if (!values.once) await stay(workbench);
    return 0;
  } finally {
    await workbench.stop();
  }
}

/** An installed desktop VS Code if there is one that starts, else the one from the npm registry. */
async function startVsCode(vsix: string, workspace: string): Promise<Workbench> {
  const program = await findDesktopCode(process);
  if (program !== undefined) {
    console.log(`Starting ${program} …`);
    try {
      const profile = await temporaryFolder('profile');
      return await Workbench.in(await openDesktopWindow(program, vsix, { profile, workspace }));
    } catch (error) {
      console.log(`It did not start (${messageOf(error)}).`);
    }
  }
  process.env[VSIX_VARIABLE] = vsix;
  await installCodeServer('oldest', console.log);
  console.log("Starting VS Code's server …");
  return Workbench.start({ profile: await profileWithExtension(), workspace });
}

/** Also of a window in which something went wrong: it shows what. */
async function savePicture(workbench: Workbench): Promise<void> {
  const file = await workbench.screenshot('start').catch(() => undefined);
  if (file !== undefined) console.log(`Screenshot: ${path.relative(process.cwd(), file)}`);
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

/** A copy of the bundled run beside its dataset, so that corrections do not change the checkout. @returns the dataset */
async function copiedRun(): Promise<string> {
  const folder = await temporaryFolder('sample');
  for (const name of [EVOL_RUN, EVOL_DATASET]) {
    await cp(path.join(SAMPLES, name), path.join(folder, name), { recursive: true });
  }
  return path.join(folder, EVOL_DATASET);
}

/** Opens the run's chains from the palette. */
async function inspectRun(workbench: Workbench): Promise<void> {
  console.log(`Opening ${EVOL_RUN}, eight chains that were made by hand …`);
  await workbench.runCommand('DEITA: Inspect EVOL Run…');
  await workbench.quickInput.entry(EVOL_RUN).click();
  const chains = workbench.chainsEditor;
  await workbench.waitForPage(chains.variant(0));
  console.log('\nKeys: j and k next and previous chain, 1 to 6 a score, x drops, u takes back.');
  console.log('DEITA: Train Scorer… makes a scorer of it.\n');
}

/** What a person does: opens the file, runs DEITA: Select from the palette, reads the result. */
async function selectIn(workbench: Workbench, dataset: string): Promise<void> {
  console.log(`Opening ${path.basename(dataset)} in the DEITA editor …`);
  const editor = await workbench.openDataset(path.basename(dataset));
  await workbench.runCommand('View: Close Other Editors in Group'); // The text that it was opened from.
  console.log('Running DEITA: Select …');
  await workbench.runCommand('DEITA: Select');
  await editor.waitForSelection();
  const counts = await editor.countTexts();
  console.log(`\n${counts.join(' · ')}\n`);
  // The rows are shown by rank a moment later.
  if (!counts.includes('0 selected'))
    await editor
      .row(0)
      .getByRole('gridcell')
      .filter({ hasText: /rank 1$/ })
      .waitFor();
  for (const row of (await editor.shownRows()).slice(0, SHOWN_ROWS)) {
    const { Line: line, Status: status, Evol: evol, Instruction: instruction } = row;
    console.log(
      `  line ${line?.padStart(4) ?? ''}  ${status ?? ''}  evol ${evol ?? ''}  ${instruction ?? ''}`.slice(0, 110),
    );
  }
  console.log();
  if (await editor.details.isVisible()) await editor.waitForDetails();
}

const SHOWN_ROWS = 5;

async function stay(workbench: Workbench): Promise<void> {
  if (workbench.url !== undefined) console.log(`VS Code is at ${workbench.url}`);
  console.log('Press Ctrl-C to end.');
  await new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
    workbench.page.once('close', resolve);
  });
  console.log('\nStopping …');
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`\n${messageOf(error)}`);
    process.exit(1);
  },
);
