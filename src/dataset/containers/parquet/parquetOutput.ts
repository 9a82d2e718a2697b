import type { KeyValue, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { DeitaError, messageOf, throwIfAborted } from '../../../common/errors';
import { fault } from '../../../messages/say';

type WriterSchema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];

/** A Parquet file that is passed on row group by row group: no more than one is in memory. */
export class ParquetOutput {
  private readonly bytes = new ByteWriter();
  private readonly writer: ParquetWriter;

  constructor(
    schema: readonly SchemaElement[],
    private readonly out: (bytes: Uint8Array) => Promise<void>,
    metadata?: KeyValue[],
  ) {
    this.writer = new ParquetWriter({
      writer: this.bytes,
      schema: writable(schema),
      statistics: false,
      createdBy: 'DEITA for VS Code',
      ...(metadata === undefined ? {} : { kvMetadata: metadata }),
    });
  }

  /** Does the writing. @throws DeitaError `outputFailed` for what the format cannot hold, `cancelled` */
  async write(work: () => Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    try {
      await work();
    } catch (error) {
      throwIfAborted(signal);
      if (error instanceof DeitaError) throw error;
      throw fault('noParquet', { reason: messageOf(error) });
    }
  }

  /** @param columns a value per row each */
  async addGroup(columns: ReadonlyMap<string, unknown[]>, rows: number): Promise<void> {
    await this.writer.write({
      columnData: [...columns].map(([name, data]) => ({ name, data })),
      rowGroupSize: rows,
    });
    await this.flush();
  }

  /** @param schema as readers are to see it, where it says more than the values were written by */
  async finish(schema?: readonly SchemaElement[]): Promise<void> {
    if (schema !== undefined) this.writer.schema = writable(schema);
    await this.writer.finish();
    await this.flush();
  }

  private async flush(): Promise<void> {
    await this.out(Uint8Array.from(this.bytes.getBytes()));
    this.bytes.index = 0;
  }
}

/** The writer may know fewer types than the reader; it only passes on what columns mean. */
function writable(schema: unknown): WriterSchema {
  return schema as WriterSchema;
}
