const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/** Where bytes that are not UTF-8 stop being so, in UTF-16 units of the text before. */
export function locateInvalidUtf8(bytes: Buffer): { offset: number; text: string } {
  const text = bytes.toString('utf8');
  let byteOffset = 0;
  let from = 0;
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, from)) {
    byteOffset += Buffer.byteLength(text.slice(from, at));
    const genuine = bytes.subarray(byteOffset, byteOffset + REPLACEMENT_BYTES.length).equals(REPLACEMENT_BYTES);
    if (!genuine) return { offset: at, text };
    byteOffset += REPLACEMENT_BYTES.length;
    from = at + 1;
  }
  return { offset: 0, text };
}
