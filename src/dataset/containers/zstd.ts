import { Decompress } from 'fzstd';
import xxhash from 'xxhash-wasm';
import { say } from '../../messages/say';
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

const CUT_OFF = say('packed.cutOff', { packing: 'zstd' });
const DAMAGED = say('packed.damaged', { packing: 'zstd' });
const LARGE = say('zstd.large');
const WRONG = say('zstd.checksum');

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
          faults.push({ said: WRONG, rows: 1 });
        }
      }
    } catch (error) {
      yield* output;
      yield { said: error instanceof LargeWindow ? LARGE : DAMAGED, rows: 1 };
      return;
    }
    yield* output;
    yield* faults;
    output = [];
  }
  if (!frames.isBetweenFrames) yield { said: CUT_OFF, rows: 1 };
}
