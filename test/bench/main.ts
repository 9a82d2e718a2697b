import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, BenchResult } from './bench';
import { containers } from './containers.bench';
import { crossing } from './crossing.bench';
import { engine } from './engine.bench';
import { firstSelection } from './firstSelection.bench';
import { evol } from './evol.bench';
import { index } from './index.bench';
import { models } from './models.bench';
import { pool } from './pool.bench';
import { ui } from './ui.bench';
import { strategies } from './strategies.bench';
import { selection } from './selection.bench';
import { responsiveness } from './responsiveness.bench';
import { serving } from './serving.bench';
import { printTable } from './table';
import { tokenizer } from './tokenizer.bench';

/** Add a bench here; it prints tables of its own if it likes and returns its figures. */
const BENCHES: readonly Bench[] = [
  selection,
  strategies,
  crossing,
  pool,
  index,
  containers,
  engine,
  serving,
  evol,
  tokenizer,
  models,
  firstSelection,
  responsiveness,
  ui,
];

/** `npm run bench [-- name …] [--full] [--output file.json]`: runs the named benches, or all. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      full: { type: 'boolean', default: false },
      output: { type: 'string', default: path.resolve(__dirname, '../../artifacts/bench.json') },
    },
  });
  const results: Record<string, BenchResult> = {};
  for (const bench of chosen(positionals)) {
    console.log(`\n── ${bench.name}`);
    results[bench.name] = await bench.run({ full: values.full });
  }
  printSummary(Object.values(results));
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem() };
  mkdirSync(path.dirname(values.output), { recursive: true });
  writeFileSync(values.output, JSON.stringify({ machine, full: values.full, results }, null, 2));
  console.log(`\nFigures in ${values.output}`);
}

function chosen(names: readonly string[]): readonly Bench[] {
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  const known = BENCHES.map(({ name }) => name).join(', ');
  if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(', ')}: ${known}.`);
  return names.length === 0 ? BENCHES : BENCHES.filter(({ name }) => names.includes(name));
}

function printSummary(results: readonly BenchResult[]): void {
  const ratios = results.flatMap((result) => result.ratios ?? []);
  if (ratios.length > 0)
    printTable(
      'Ratios',
      ratios.map((ratio) => ({ ...ratio })),
    );
  const scaling = results.flatMap((result) => result.scaling ?? []);
  if (scaling.length === 0) return;
  printTable(
    'Growth',
    scaling.map(({ stage, size, cpuMs, wallMs, memoryMb }) => ({
      stage,
      size,
      'CPU ms': cpuMs ?? '',
      'clock ms': wallMs,
      'memory MB': memoryMb === undefined ? '' : Math.round(memoryMb),
    })),
  );
}

void main();
