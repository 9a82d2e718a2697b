import assert from 'node:assert/strict';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { animatedPng } from '../../../../tools/build/animatedPng';

/** Of grey pixels, in two pieces as browsers write long ones. @param lines each after the number of its filter */
function png(width: number, lines: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(lines.length, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.from(lines.flat()), { level: 0 });
  const pieces = [pixels.subarray(0, 5), pixels.subarray(5)].map((piece) => chunk('IDAT', piece));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), ...pieces, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(12 + data.length);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  framed.set(data, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}

/** Type and data of each; the checksums are right. */
function chunksOf(file: Buffer): [string, Buffer][] {
  const chunks: [string, Buffer][] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    assert.equal(file.readUInt32BE(at + 8 + length), crc32(file.subarray(at + 4, at + 8 + length)));
    chunks.push([file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return chunks;
}

const FIRST = png(2, [
  [0, 1, 2],
  [0, 3, 4],
  [0, 5, 6],
]);
const OTHER_MIDDLE = png(2, [
  [0, 1, 2],
  [0, 3, 9],
  [0, 5, 6],
]);

describe('an animated PNG', () => {
  it('holds the first picture whole and of others the lines that change, each with its time', () => {
    const frames = [
      { png: FIRST, ms: 1500 },
      { png: OTHER_MIDDLE, ms: 40 },
    ];
    const chunks = chunksOf(animatedPng(frames));
    assert.deepEqual(
      chunks.map(([type]) => type),
      ['IHDR', 'acTL', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'IEND'],
    );
    const [, count, , pixels, , changed] = chunks.map(([, data]) => data) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ];
    assert.deepEqual([count.readUInt32BE(0), count.readUInt32BE(4)], [2, 0], 'two, again and again');
    assert.deepEqual(controlsOf(chunks), [
      { sequence: 0, width: 2, height: 3, left: 0, top: 0, seconds: 1.5 },
      { sequence: 1, width: 2, height: 1, left: 0, top: 1, seconds: 0.04 },
    ]);
    assert.deepEqual([...inflateSync(pixels)], [0, 1, 2, 0, 3, 4, 0, 5, 6]);
    assert.equal(changed.readUInt32BE(0), 2, 'numbered with the controls');
    assert.deepEqual([...inflateSync(changed.subarray(4))], [0, 3, 9]);
  });

  it('shows the same picture again for a time of its own', () => {
    const again = chunksOf(animatedPng([FIRST, FIRST].map((each) => ({ png: each, ms: 1000 }))));
    assert.deepEqual(controlsOf(again)[1], { sequence: 1, width: 2, height: 1, left: 0, top: 0, seconds: 1 });
  });

  it('reads lines by whichever filter they are written', () => {
    const filtered = png(3, [
      [0, 10, 20, 40],
      [1, 10, 10, 20],
      [2, 0, 0, 0],
      [3, 5, 5, 10],
      [4, 190, 63, 20],
    ]);
    const pixels = chunksOf(animatedPng([{ png: filtered, ms: 1 }])).find(([type]) => type === 'IDAT')?.[1];
    const line = [0, 10, 20, 40];
    assert.deepEqual([...inflateSync(pixels ?? '')], [...line, ...line, ...line, ...line, 0, 200, 7, 40]);
  });

  it('is made of pictures of one size that it can read, one at least', () => {
    assert.throws(() => animatedPng([]), RangeError);
    const wider = png(3, [[0, 1, 2, 3]]);
    assert.throws(() => animatedPng([FIRST, wider].map((each) => ({ png: each, ms: 1 }))), RangeError);
    assert.throws(() => animatedPng([{ png: png(2, [[7, 1, 2]]), ms: 1 }]), RangeError);
  });
});

function controlsOf(chunks: readonly [string, Buffer][]): object[] {
  return chunks
    .filter(([type]) => type === 'fcTL')
    .map(([, data]) => {
      const [sequence, width, height, left, top] = [0, 4, 8, 12, 16].map((at) => data.readUInt32BE(at));
      return { sequence, width, height, left, top, seconds: data.readUInt16BE(20) / data.readUInt16BE(22) };
    });
}
