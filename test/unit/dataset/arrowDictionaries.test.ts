import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { arrow } from '../../../src/dataset/containers/arrow/arrow';
import { readArrowFooter } from '../../../src/dataset/containers/arrow/footer';
import { FileReader } from '../../../src/dataset/fileReader';
import { inEnglish } from '../../../src/messages/wording';
import { ROOT } from '../../support/host/cache';
import { openedDatasets } from './openedDatasets';

describe('dictionaries of Arrow files', () => {
  const { folder } = openedDatasets();
  const readerOf = (bytes: Buffer): Promise<FileReader> => FileReader.open(folder.write('a.arrow', bytes));

  it('are not gathered where they say that they have more values than they hold', async () => {
    const whole = readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', 'types.arrow'));
    const first = await readerOf(whole);
    const [at = 0] = (await readArrowFooter(first))?.dictionaries ?? [];
    await first.close();
    const end = at + 8 + whole.readUInt32LE(at + 4);
    let tooMany = 0;
    for (let place = at + 8; place < end; place += 8) {
      const bytes = Buffer.from(whole);
      bytes[place + 3] = 0x7f;
      const reader = await readerOf(bytes);
      for await (const piece of arrow.unpack(reader, { signal: undefined, onProgress: () => undefined })) {
        if ('said' in piece && inEnglish(piece.said).includes('cut off or damaged')) tooMany++;
      }
      await reader.close();
    }
    assert.ok(tooMany > 0);
  });
});
