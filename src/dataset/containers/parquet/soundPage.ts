import type { PageHeader, SchemaTree } from 'hyparquet';
import type { readPage } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { say } from '../../../messages/say';
import { Damage } from '../damage';

export type ColumnDecoder = Parameters<typeof readPage>[2];

/** A page as it is read: unpacked, with runs that the library can follow to their end. */
export interface SoundPage {
  readonly bytes: Uint8Array;
  readonly header: PageHeader;
}

/** More values than any writer puts into a page. */
const MOST_VALUES = 50_000_000;
const MOST_BITS = 32;
/** A run may go on a little beyond the last value. */
const MOST_BEYOND = 1024;

/**
 * Unpacks a data page and follows its runs, which the library does without looking at their lengths: a damaged one would
 * keep it busy for good, and looks whether the dictionary has what it is asked for: the library has nulls for the rest.
 * @param dictionaryLength how many values it has; 0 where there is none
 * @throws Error where the page is damaged
 */
export function soundPage(
  page: Uint8Array,
  header: PageHeader,
  decoder: ColumnDecoder,
  dictionaryLength: number,
): SoundPage {
  const { data_page_header: first, data_page_header_v2: second } = header;
  const values = first?.num_values ?? second?.num_values ?? 0;
  if (!(values >= 0) || values > MOST_VALUES) throw damaged();
  const levels = levelsOf(decoder.schemaPath);
  if (second !== undefined) return soundSecondVersion(page, header, second, { decoder, levels, dictionaryLength });
  const { codec, compressors } = decoder;
  const bytes = decompressPage(page, header.uncompressed_page_size, codec, compressors);
  let at = 0;
  const lengthBefore = (): number => {
    if (at + 4 > bytes.length) throw damaged();
    return Buffer.from(bytes.buffer, bytes.byteOffset + at, 4).readUInt32LE();
  };
  if (levels.repetition > 0) {
    at = followRuns(bytes, at + 4, lengthBefore(), widthOf(levels.repetition), values);
  }
  let present = values;
  if (levels.definition > 0) {
    const [start, length] = [at + 4, lengthBefore()];
    at = followRuns(bytes, start, length, widthOf(levels.definition), values);
    present = countPresent(bytes, start, length, levels.definition, values);
  }
  const encoding = first?.encoding ?? '';
  if (isIndexed(encoding)) followIndexes(bytes.subarray(at), present, dictionaryLength);
  else if (encoding === 'RLE' && present > 0) followRuns(bytes, at + 4, lengthBefore(), 1, present);
  return { bytes, header };
}

type SecondHeader = NonNullable<PageHeader['data_page_header_v2']>;

/** What is known of a page before it is read. */
interface Known {
  readonly decoder: ColumnDecoder;
  readonly levels: ReturnType<typeof levelsOf>;
  readonly dictionaryLength: number;
}

/** Its levels are never packed; the library takes the values unpacked when it is told so. */
function soundSecondVersion(
  page: Uint8Array,
  header: PageHeader,
  second: SecondHeader,
  { decoder, levels, dictionaryLength }: Known,
): SoundPage {
  const { codec, compressors } = decoder;
  const repetitionBytes = second.repetition_levels_byte_length;
  const definitionBytes = second.definition_levels_byte_length;
  const levelBytes = repetitionBytes + definitionBytes;
  if (!(repetitionBytes >= 0) || !(definitionBytes >= 0) || levelBytes > page.length) throw damaged();
  const { num_values: values } = second;
  let present = values;
  if (levels.repetition > 0) followRuns(page, 0, repetitionBytes, widthOf(levels.repetition), values);
  if (levels.definition > 0) {
    followRuns(page, repetitionBytes, definitionBytes, widthOf(levels.definition), values);
    present = countPresent(page, repetitionBytes, definitionBytes, levels.definition, values);
  }
  const size = header.uncompressed_page_size - levelBytes;
  const packed = page.subarray(levelBytes);
  const isPacked = second.is_compressed !== false && size > 0;
  const data = isPacked ? decompressPage(packed, size, codec, compressors) : packed;
  if (isIndexed(second.encoding)) followIndexes(data, present, dictionaryLength);
  else if (second.encoding === 'RLE' && present > 0) followRuns(data, 4, data.length - 4, 1, present);
  const bytes = Buffer.concat([page.subarray(0, levelBytes), data]);
  // Not all writers count what a list or an object that is missing lacks among the nulls; the library trusts the count.
  const counted = { ...second, is_compressed: false, num_nulls: values - present };
  return { bytes, header: { ...header, data_page_header_v2: counted } };
}

function levelsOf(schemaPath: SchemaTree[]) {
  return { repetition: getMaxRepetitionLevel(schemaPath), definition: getMaxDefinitionLevel(schemaPath) };
}

function widthOf(level: number): number {
  return 32 - Math.clz32(level);
}

/** Whether the values of a page are places in the dictionary. */
export function isIndexed(encoding: string): boolean {
  return encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY';
}

/** Indexes into the dictionary: their width, and runs of them. */
function followIndexes(bytes: Uint8Array, count: number, dictionaryLength: number): void {
  if (count === 0) return;
  const width = bytes[0];
  if (width === undefined || width > MOST_BITS || dictionaryLength === 0) throw damaged();
  if (width === 0) return;
  const length = bytes.length - 1;
  followRuns(bytes, 1, length, width, count);
  for (const index of runsOf(bytes, { start: 1, length, width, count })) {
    if (!(index >= 0 && index < dictionaryLength)) throw damaged();
  }
}

/** Goes through runs until they have made `count` values. @returns where their bytes end */
function followRuns(bytes: Uint8Array, start: number, length: number, width: number, count: number): number {
  const end = start + length;
  if (length < 0 || end > bytes.length) throw damaged();
  let at = start;
  for (let made = 0; made < count;) {
    let header = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = at < end && shift < 32 ? (bytes[at++] ?? 0) : undefined;
      if (byte === undefined) throw damaged();
      header += (byte & 0x7f) * 2 ** shift;
      more = byte >= 0x80;
    }
    const isPacked = header % 2 === 1;
    const run = Math.floor(header / 2) * (isPacked ? 8 : 1);
    if (run === 0 || (!isPacked && made + run > count + MOST_BEYOND)) throw damaged();
    // The last of packed values may lack the bytes that nobody needs.
    if (isPacked) at += Math.ceil((Math.min(run, count - made) * width) / 8);
    else at += Math.ceil(width / 8);
    if (at > end) throw damaged();
    if (isPacked) at = Math.min(end, at + Math.ceil((Math.max(0, run - (count - made)) * width) / 8));
    made += run;
  }
  return end;
}

function countPresent(bytes: Uint8Array, start: number, length: number, level: number, count: number): number {
  const levels = runsOf(bytes, { start, length, width: widthOf(level), count });
  return levels.reduce((present, at) => present + Number(at === level), 0);
}

interface Runs {
  readonly start: number;
  /** In bytes. */
  readonly length: number;
  /** In bits. */
  readonly width: number;
  readonly count: number;
}

/** The values of runs that were followed. */
function runsOf(bytes: Uint8Array, { start, length, width, count }: Runs): number[] {
  const values = new Array<number>(count).fill(0);
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: start };
  readRleBitPackedHybrid(reader, width, values, length);
  return values;
}

function damaged(): Damage {
  return new Damage(say('damage.page'));
}
