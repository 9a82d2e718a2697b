/** How a file in NumPy's format, version 1.0, of row-major float32 begins: magic, header length, header to 64 bytes. */
export function npyHeader(rows: number, columns: number): Buffer {
  const fields = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const padded = `${fields.padEnd(Math.ceil((fields.length + 11) / 64) * 64 - 11)}\n`;
  const start = [0x93, ...Buffer.from('NUMPY'), 1, 0, padded.length & 0xff, padded.length >> 8];
  return Buffer.concat([Buffer.from(start), Buffer.from(padded)]);
}

/** A float32 matrix as an .npy file. */
export function npyOf(rows: readonly (readonly number[])[]): Buffer {
  const values = Float32Array.from(rows.flat());
  return Buffer.concat([npyHeader(rows.length, rows[0]?.length ?? 0), Buffer.from(values.buffer)]);
}
