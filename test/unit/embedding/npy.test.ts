import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DeitaError, type ErrorCode } from '../../../src/common/errors';
import { openNpy } from '../../../src/embedding/npy';

const VALUES = [0.5, -1.25, 3, 0, 1024, -0.0009765625];
const HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";

describe('npy matrix', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'deita-npy-'))));
  after(() => rm(folder, { recursive: true }));

  const save = async (bytes: Buffer): Promise<string> => {
    const file = path.join(folder, 'matrix.npy');
    await writeFile(file, bytes);
    return file;
  };

  for (const version of [1, 2, 3]) {
    it(`reads rows in the order asked for (format version ${version})`, async () => {
      const matrix = await openNpy(await save(npy(HEADER, float32(VALUES), version)));
      assert.deepEqual([matrix.count, matrix.dimensions], [3, 2]);
      assert.deepEqual(
        [...(await matrix.readRows([2, 0, 1, 2]))],
        [1024, VALUES[5], 0.5, -1.25, 3, 0, 1024, VALUES[5]],
      );
      assert.equal((await matrix.readRows(new Uint32Array(0))).length, 0);
      await matrix.close();
    });
  }

  it('reads many rows that lie apart, each into its place', async () => {
    const values = Array.from({ length: 1000 }, (_, at) => at);
    const matrix = await openNpy(await save(npy(HEADER.replace('(3, 2)', '(500, 2)'), float32(values))));
    const rows = Array.from({ length: 400 }, (_, at) => (at * 211) % 500);
    const expected = rows.flatMap((row) => [2 * row, 2 * row + 1]);
    assert.deepEqual([...(await matrix.readRows(rows))], expected);
    await assert.rejects(matrix.readRows([...rows, 500]), (error: DeitaError) => error.code === 'rowOutOfRange');
    await matrix.close();
  });

  it('converts float64 and float16', async () => {
    const doubles = Buffer.from(new Float64Array(VALUES).buffer);
    const halves = Buffer.from(new Uint16Array([0x3800, 0xbd00, 0x4200, 0x0000, 0x6400, 0x9400]).buffer);
    for (const [type, bytes] of [
      ['<f8', doubles],
      ['<f2', halves],
    ] as const) {
      const matrix = await openNpy(await save(npy(HEADER.replace('<f4', type), bytes)));
      assert.deepEqual([...(await matrix.readRows([0, 1, 2]))], VALUES);
      await matrix.close();
    }
  });

  it('reads special float16 values', async () => {
    const halves = Buffer.from(new Uint16Array([0x7c00, 0xfc00, 0x7e00, 0x0001, 0x8000, 0x7bff]).buffer);
    const matrix = await openNpy(await save(npy(HEADER.replace('<f4', '<f2'), halves)));
    assert.deepEqual([...(await matrix.readRows([0, 1, 2]))], [Infinity, -Infinity, NaN, 2 ** -24, -0, 65504]);
    await matrix.close();
  });

  it('names the row that is not there', async () => {
    const matrix = await openNpy(await save(npy(HEADER, float32(VALUES))));
    for (const row of [3, -1, 0.5]) {
      await assert.rejects(matrix.readRows([0, row]), isError('rowOutOfRange', new RegExp(`Row ${row} `)));
    }
    await matrix.close();
  });

  const unusable: [string, Buffer, RegExp][] = [
    ['not a .npy file', Buffer.from('{"instruction": "hello"}'), /not a NumPy/],
    ['shorter than any header', Buffer.from('\x93NUMPY', 'latin1'), /not a NumPy/],
    ['an unknown format version', npy(HEADER, float32(VALUES), 9), /version is 9/],
    ['cut off in its header', npy(HEADER, float32(VALUES)).subarray(0, 40), /inside its header/],
    ['cut off in its data', npy(HEADER, float32(VALUES.slice(1))), /cut short/],
    ['integers', npy(HEADER.replace('<f4', '<i8'), float32(VALUES)), /"<i8"/],
    ['big-endian', npy(HEADER.replace('<f4', '>f4'), float32(VALUES)), /">f4"/],
    ['column by column', npy(HEADER.replace('False', 'True'), float32(VALUES)), /column by column/],
    ['one-dimensional', npy(HEADER.replace('(3, 2)', '(6,)'), float32(VALUES)), /shape is \(6,\)/],
    ['three-dimensional', npy(HEADER.replace('(3, 2)', '(1, 3, 2)'), float32(VALUES)), /shape is \(1, 3, 2\)/],
  ];
  for (const [name, bytes, message] of unusable) {
    it(`refuses a file that is ${name}`, async () => {
      await assert.rejects(openNpy(await save(bytes)), isError('embeddingsMismatch', message));
    });
  }

  it('says that the file does not exist', async () => {
    await assert.rejects(openNpy(path.join(folder, 'nowhere.npy')), isError('fileNotFound', /nowhere\.npy/));
  });
});

function isError(code: ErrorCode, message: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof DeitaError && error.code === code && message.test(error.message);
}

function float32(values: readonly number[]): Buffer {
  return Buffer.from(new Float32Array(values).buffer);
}

/** A file as NumPy writes it: the header is padded with spaces so that the data begins at a multiple of 64. */
function npy(header: string, data: Buffer, version = 1): Buffer {
  const sizeBytes = version === 1 ? 2 : 4;
  const padding = 64 - ((8 + sizeBytes + header.length + 1) % 64);
  const text = Buffer.from(`${header}${' '.repeat(padding)}\n`, 'latin1');
  const size = Buffer.alloc(sizeBytes);
  size.writeUIntLE(text.length, 0, sizeBytes);
  return Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Buffer.from([version, 0]), size, text, data]);
}
