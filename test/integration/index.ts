import Mocha from 'mocha';
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import EventReporter, { type EventReporterOptions } from '../support/mocha/eventReporter';
import { EVENTS_VARIABLE } from '../support/mocha/testRun';
import { LIMITS } from '../support/timeLimits';

/** Runs every test file beside this one inside VS Code's extension host; both hosts call it. */
export function run(): Promise<void> {
  printToFile();
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: LIMITS.windowTest,
    color: false,
    reporter: EventReporter,
    reporterOptions: { folder: __dirname } satisfies EventReporterOptions,
  });
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

/** An extension host has no terminal: the report goes beside the events, and the runner prints it. */
function printToFile(): void {
  const eventsFile = process.env[EVENTS_VARIABLE];
  if (eventsFile === undefined) return;
  Mocha.reporters.Base.consoleLog = (...values: unknown[]): void => {
    appendFileSync(`${eventsFile}.txt`, `${format(...values)}\n`);
  };
}
