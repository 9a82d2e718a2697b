import { createReadStream } from 'node:fs';

const LINE_BREAK = 0x0a;

/**
 * Lines of a file without their line breaks, with one of them in memory at a time.
 * @param mostBytes a line beyond them is `undefined`, and skipped to its end
 */
export async function* boundedLines(file: string, mostBytes: number): AsyncGenerator<string | undefined> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  const add = (piece: Buffer): void => {
    bytes += piece.length;
    if (bytes <= mostBytes) pieces.push(piece);
    else pieces = [];
  };
  const take = (): string | undefined => {
    const line = bytes > mostBytes ? undefined : Buffer.concat(pieces).toString('utf8');
    [pieces, bytes] = [[], 0];
    return line;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end !== -1; end = chunk.indexOf(LINE_BREAK, start)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (bytes > 0) yield take();
}
