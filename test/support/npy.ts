/** A float32 matrix as an .npy file. */
export function npyOf(rows: readonly (readonly number[])[]): Buffer {
  const shape = `(${rows.length}, ${rows[0]?.length ?? 0})`;
  const fields = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`;
  const header = Buffer.from(`${fields.padEnd(64 - 10 + 53)}\n`);
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length & 0xff, header.length >> 8]);
  const values = Float32Array.from(rows.flat());
  return Buffer.concat([start, header, Buffer.from(values.buffer)]);
}
