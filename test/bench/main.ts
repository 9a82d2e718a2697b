import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchSelection } from './selection.bench';

export interface BenchOptions {
  /** Also the sizes that take minutes and gigabytes. */
  readonly full: boolean;
}

/** Each prints its tables and returns its figures. */
const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<unknown>>> = {
  selection: benchSelection,
};

/** `npm run bench [-- name …] [--full] [--output file.json]`: runs the named benches, all unless named. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      full: { type: 'boolean', default: false },
      output: { type: 'string', default: path.resolve(__dirname, '../../artifacts/bench.json') },
    },
  });
  const results: Record<string, unknown> = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
    const bench = BENCHES[name];
    if (bench === undefined) throw new Error(`There is no bench "${name}": ${Object.keys(BENCHES).join(', ')}.`);
    results[name] = await bench({ full: values.full });
  }
  mkdirSync(path.dirname(values.output), { recursive: true });
  writeFileSync(values.output, JSON.stringify(results, null, 2));
  console.log(`\nFigures in ${values.output}`);
}

void main();
