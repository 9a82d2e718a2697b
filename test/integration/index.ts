import Mocha from 'mocha';
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import CountingReporter, { RESULTS_VARIABLE } from '../support/countingReporter';

/** Runs every test file beside this one inside VS Code's extension host; both hosts call it. */
export function run(): Promise<void> {
  printToFile();
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, reporter: CountingReporter });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} extension tests failed.`));
    });
  });
}

/** An extension host has no terminal: the report goes beside the counts, and the runner prints it. */
function printToFile(): void {
  const results = process.env[RESULTS_VARIABLE];
  if (results === undefined) return;
  Mocha.reporters.Base.consoleLog = (...values: unknown[]): void => {
    appendFileSync(`${results}.txt`, `${format(...values)}\n`);
  };
}
