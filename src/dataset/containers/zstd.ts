import { Decompress } from 'fzstd';
import xxhash from 'xxhash-wasm';
import type { FileReader } from '../fileReader';
import { fileChunks } from './fileChunks';
import type { MissingRows, Packing, UnpackingOptions } from './packing';
import { LargeWindow, ZstdFrames } from './zstdFrames';

/**
 * One frame or several one after another, with frames to be skipped between them. Node has zstd from 22.15 on only, so
 * that a library unpacks it in all of them; the checksums, which it leaves out, are looked at here.
 */
export const zstd: Packing = {
  name: 'zstd',
  version: 1,
  hasLines: true,
  isRewritten: false,
  unpack,
};

const CUT_OFF = 'The zstd file is cut off here: its end is missing. Get the file again.';
const DAMAGED = 'The zstd file is damaged here or before; what follows cannot be unpacked. Get the file again.';
const LARGE =
  'The zstd file is damaged here, or takes more than 128 MB of memory to unpack. Get it again, or unpack it with zstd -d --long=31.';
const WRONG = 'The zstd file is damaged somewhere before: its checksum is wrong. Get the file again.';

async function* unpack(reader: FileReader, options: UnpackingOptions): AsyncGenerator<Uint8Array | MissingRows> {
  const hasher = await xxhash();
  const frames = new ZstdFrames();
  let output: Uint8Array[] = [];
  let frame = new Decompress();
  let hash = hasher.create64();
  const begin = (): void => {
    hash = hasher.create64();
    frame = new Decompress((bytes) => {
      if (bytes.length === 0) return;
      hash.update(bytes);
      output.push(bytes.slice());
    });
  };
  for await (const chunk of fileChunks(reader, options)) {
    const faults: MissingRows[] = [];
    try {
      for (const part of frames.push(chunk)) {
        if (part.kind === 'start') begin();
        else if (part.kind === 'bytes')
          frame.push(Uint8Array.from(part.bytes)); // It keeps what it cannot use yet.
        else if (part.checksum !== null && Number(hash.digest() & 0xffffffffn) !== part.checksum) {
          faults.push({ message: WRONG, rows: 1 });
        }
      }
    } catch (error) {
      yield* output;
      yield { message: error instanceof LargeWindow ? LARGE : DAMAGED, rows: 1 };
      return;
    }
    yield* output;
    yield* faults;
    output = [];
  }
  if (!frames.isBetweenFrames) yield { message: CUT_OFF, rows: 1 };
}
