import path from 'node:path';
import type { Message } from '../../common/message';
import type { JsonObject } from '../../dataset/formats/format';
import { fault } from '../../messages/say';
import { readRecords, textField, type Records } from '../records';

/** What a model wrote: a record of AlpacaEval's `model_outputs`. */
interface Output {
  readonly instruction: string;
  readonly output: string;
  readonly generator: string | undefined;
}

export interface OutputPair {
  /** From 1, in the order of a's file. */
  readonly pair: number;
  readonly instruction: string;
  readonly a: string;
  readonly b: string;
}

/** Two models' outputs, joined by the instruction that they answer. */
export interface PairedOutputs {
  readonly names: Readonly<Record<'a' | 'b', string>>;
  /** Hex SHA-256 of the files. */
  readonly hashes: Readonly<Record<'a' | 'b', string>>;
  readonly pairs: readonly OutputPair[];
  readonly onlyInA: number;
  readonly onlyInB: number;
}

/** @throws DeitaError `fileNotFound`, `fileUnreadable`, `noUsableRows` when the files share no instruction */
export async function readPairs(files: Readonly<Record<'a' | 'b', string>>): Promise<PairedOutputs> {
  const [a, b] = [await readRecords(files.a, outputOf), await readRecords(files.b, outputOf)];
  const outputsOfB = new Map(keysOf(b).map((key, at) => [key, b.records[at]?.output]));
  const pairs = keysOf(a).flatMap((key, at): Omit<OutputPair, 'pair'>[] => {
    const [first, second] = [a.records[at], outputsOfB.get(key)];
    return first === undefined || second === undefined
      ? []
      : [{ instruction: first.instruction, a: first.output, b: second }];
  });
  if (pairs.length === 0) throw fault('noSharedInstructions', files);
  return {
    names: { a: nameOf(a), b: nameOf(b) },
    hashes: { a: a.sha256, b: b.sha256 },
    pairs: pairs.map((pair, at) => ({ pair: at + 1, ...pair })),
    onlyInA: a.records.length - pairs.length,
    onlyInB: b.records.length - pairs.length,
  };
}

function outputOf(record: JsonObject): Output | Message {
  const [instruction, output] = [textField(record, 'instruction'), textField(record, 'output')];
  if (typeof instruction !== 'string') return instruction;
  if (typeof output !== 'string') return output;
  const { input, generator } = record;
  return {
    instruction: typeof input === 'string' && input !== '' ? `${instruction}\n\n${input}` : instruction,
    output,
    generator: typeof generator === 'string' && generator !== '' ? generator : undefined,
  };
}

/** An instruction that comes several times is joined by which time it is. */
function keysOf({ records }: Records<Output>): string[] {
  const times = new Map<string, number>();
  return records.map(({ instruction }) => {
    const time = times.get(instruction) ?? 0;
    times.set(instruction, time + 1);
    return JSON.stringify([instruction, time]);
  });
}

function nameOf({ file, records }: Records<Output>): string {
  return records[0]?.generator ?? path.parse(file).name;
}
