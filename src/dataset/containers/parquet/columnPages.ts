import { crc32 } from 'node:zlib';
import type { ColumnMetaData, DataPageHeader, DecodedArray, PageHeader, SchemaElement, SchemaTree } from 'hyparquet';
import { convert, convertWithDictionary } from 'hyparquet/src/convert.js';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { isMapLike } from 'hyparquet/src/schema.js';
import { say } from '../../../messages/say';
import type { FileReader } from '../../fileReader';
import { Damage } from '../damage';
import { decimalValue } from '../jsonValues';
import { pageCompressors } from './compressors';
import { LeafRows } from './leafRows';
import { keyParsers, parsers } from './parsers';
import { withoutMeaning } from './presentNesting';
import { isIndexed, soundPage, type ColumnDecoder } from './soundPage';

/** Read ahead, so that small pages cost no call each. */
const WINDOW_BYTES = 256 * 1024;
const FIRST_HEADER_BYTES = 4 * 1024;
/** A header may hold the least and the greatest value of its page. */
const MOST_HEADER_BYTES = 16 * 1024 * 1024;
/** Larger ones do not occur: writers begin a new page at about a megabyte, or with every value that is larger. */
const MOST_PAGE_BYTES = 1024 * 1024 * 1024;

/** The values of one leaf column of a row group, decoded page by page: no more than a page is in memory. */
export class ColumnPages {
  readonly path: readonly string[];
  private readonly rows: LeafRows;
  private dictionary: DecodedArray | undefined;
  /** How many digits of a decimal stand behind the point; undefined for other columns. */
  private readonly scale: number | undefined;
  private offset: number;
  private readonly end: number;
  private readonly decoder: ColumnDecoder;
  private window: { readonly start: number; readonly bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };

  /** @param schemaPath from the root of the schema to the leaf */
  constructor(
    private readonly reader: FileReader,
    schemaPath: SchemaTree[],
    column: ColumnMetaData,
  ) {
    const { path_in_schema: pathInSchema, codec, type } = column;
    const element = (schemaPath.at(-1) as SchemaTree).element;
    this.path = pathInSchema;
    this.scale = isDecimal(element) ? (element.scale ?? 0) : undefined;
    this.decoder = {
      ...{ pathInSchema, codec, type, schemaPath },
      element: this.scale === undefined ? element : withoutMeaning(element), // The library rounds decimals.
      parsers: isMapKey(schemaPath) ? keyParsers() : parsers(),
      compressors: pageCompressors(),
      utf8: false,
    };
    this.rows = new LeafRows(schemaPath);
    this.offset = Number(column.dictionary_page_offset || column.data_page_offset);
    this.end = this.offset + Number(column.total_compressed_size);
  }

  /**
   * How many whole rows can be taken; at least one unless the column has ended.
   * @throws Error where the column is damaged
   */
  async available(): Promise<number> {
    while (this.rows.whole === 0 && (await this.readNextPage()));
    return this.rows.whole;
  }

  take(count: number): DecodedArray {
    return this.rows.take(count);
  }

  /** @returns false when the column has ended */
  private async readNextPage(): Promise<boolean> {
    if (this.offset >= this.end - 1) {
      this.rows.end();
      return false;
    }
    const header = await this.readHeader();
    const { type, compressed_page_size: size, uncompressed_page_size: uncompressed } = header;
    const isSound = size >= 0 && uncompressed >= 0 && Math.max(size, uncompressed) <= MOST_PAGE_BYTES;
    if (!isSound || this.offset + size > this.end) throw new Damage(say('damage.pageHeader'));
    const bytes = await this.bytesAt(this.offset, size);
    this.offset += size;
    if (header.crc !== undefined && crc32(bytes) !== header.crc >>> 0) throw new Damage(say('damage.pageChecksum'));
    if (type === 'DICTIONARY_PAGE') this.readDictionary(bytes, header);
    else if (type === 'DATA_PAGE' || type === 'DATA_PAGE_V2') this.readData(bytes, header);
    return true;
  }

  private async readHeader(): Promise<PageHeader> {
    for (let length = FIRST_HEADER_BYTES; ; length *= 8) {
      const bytes = await this.bytesAt(this.offset, Math.min(length, this.end - this.offset));
      const reader = { view: viewOf(bytes), offset: 0 };
      try {
        const header = parquetHeader(reader);
        this.offset += reader.offset;
        return header;
      } catch (error) {
        const mayBeLonger = error instanceof RangeError && bytes.length === length && length < MOST_HEADER_BYTES;
        if (!mayBeLonger) throw error;
      }
    }
  }

  private readDictionary(bytes: Buffer, header: PageHeader): void {
    const { data } = readPage({ view: viewOf(bytes), offset: 0 }, header, this.decoder, undefined, undefined, 0);
    // Through the same conversion as values that stand in their page.
    this.dictionary = data && this.exact(convert(data, this.decoder));
  }

  private readData(bytes: Buffer, header: PageHeader): void {
    const page = soundPage(bytes, header, this.decoder, this.dictionary?.length ?? 0);
    const { data_page_header: first, data_page_header_v2: second } = page.header;
    const encoding = (second ?? first)?.encoding;
    if (encoding === undefined) throw new Damage(say('damage.pageHeader'));
    const { dataPage, ...levels } =
      second === undefined
        ? readDataPage(page.bytes, first as DataPageHeader, this.decoder)
        : readDataPageV2(page.bytes, page.header, { ...this.decoder, codec: 'UNCOMPRESSED' });
    const values = convertWithDictionary(dataPage, this.dictionary, encoding, this.decoder);
    this.rows.add({ ...levels, values: isIndexed(encoding) ? values : this.exact(values) });
  }

  private exact(values: DecodedArray): DecodedArray {
    const { scale } = this;
    return scale === undefined ? values : Array.from(values, (value) => decimalValue(unscaledOf(value), scale));
  }

  private async bytesAt(offset: number, length: number): Promise<Buffer> {
    const { start, bytes } = this.window;
    if (offset < start || offset + length > start + bytes.length) {
      const wanted = Math.min(this.end - offset, Math.max(length, WINDOW_BYTES));
      this.window = { start: offset, bytes: await this.reader.readInto(Buffer.from(new ArrayBuffer(wanted)), offset) };
      if (this.window.bytes.length < length) throw new Damage(say('damage.columnEnd'));
    }
    const from = offset - this.window.start;
    return this.window.bytes.subarray(from, from + length);
  }
}

function isDecimal({ converted_type: meaning, logical_type: logical }: SchemaElement): boolean {
  return meaning === 'DECIMAL' || logical?.type === 'DECIMAL';
}

/** The digits of a decimal, which stand in bytes, the greatest first, where they are many. */
function unscaledOf(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  if (value.length === 0) return 0n;
  return BigInt.asIntN(8 * value.length, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

function isMapKey(schemaPath: readonly SchemaTree[]): boolean {
  const [map, , leaf] = schemaPath.slice(-3);
  return map !== undefined && isMapLike(map) && leaf?.element.name === 'key';
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}
