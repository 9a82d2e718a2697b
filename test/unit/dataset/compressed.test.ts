import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Row } from '../../../src/dataset/conversation';
import type { Dataset, DatasetOptions } from '../../../src/dataset/dataset';
import { ZstdFrames, type ZstdPart } from '../../../src/dataset/containers/zstdFrames';
import { KeptScratch, TemporaryScratch } from '../../../src/storage/scratchFiles';
import { inEnglish } from '../../../src/messages/wording';
import { seededRandom } from '../../support/seededRandom';
import { COMPRESSORS, skippableFrame, ZSTD_OF_300_LINES, zstdFrame } from './compressedFiles';
import { lines, openedDatasets, row } from './openedDatasets';

const KINDS = ['gzip', 'zstd'] as const;
const ROWS = 300;

/** Texts of every form, each with rows on several lines of the file or none. */
const TEXTS: readonly [string, string][] = [
  ['JSON Lines', lines(ROWS)],
  ['JSON Lines with a byte order mark and a bad row', `\ufeff${lines(2)}{"instruction"\r\n${lines(2)}`],
  ['JSON array', `[\n${Array.from({ length: 9 }, (_, at) => `  ${row(at)}`).join(',\n')}\n]\n`],
  ['JSON object with the rows in "data"', `{"version": 1, "data": [${row(1)}, ${row(2)}]}`],
  ['JSON, objects over several lines', `${JSON.stringify(JSON.parse(row(1)), null, 2)}\n{\n"instruction": "x" }\n`],
];

describe('compressed files', () => {
  const { folder, open, openIndexed, closeAll } = openedDatasets();
  const rowsOf = (dataset: Dataset): Promise<Row[]> => dataset.readRange(0, dataset.rowCount);
  const messagesOf = (rows: readonly Row[]): string[] => rows.flatMap(({ problem }) => problem?.message ?? []);

  for (const kind of KINDS) {
    for (const [form, text] of TEXTS) {
      it(`have the rows of what they hold: ${form}, ${kind}`, async () => {
        const plain = await openIndexed('plain.json', text);
        const packed = await openIndexed('any name', await COMPRESSORS[kind](Buffer.from(text)));
        assert.deepEqual(await rowsOf(packed), await rowsOf(plain));
        assert.equal(inEnglish(packed.container), `${inEnglish(plain.container)}, compressed with ${kind}`);
        assert.equal(packed.format, plain.format);
        assert.deepEqual(await packed.rawBytes(1), await plain.rawBytes(1));
        assert.notEqual(packed.byteLength, plain.byteLength, 'its size is its own');
      });
    }

    it(`may consist of several parts: ${kind}`, async () => {
      const parts = [lines(3), '', lines(5), row(9)];
      const packed = await Promise.all(parts.map((part) => COMPRESSORS[kind](Buffer.from(part))));
      const dataset = await openIndexed('a.jsonl', Buffer.concat(packed));
      assert.deepEqual(messagesOf(await rowsOf(dataset)), []);
      assert.equal(dataset.rowCount, 9);
    });

    it(`give the rows before the place where they are cut off, and say so: ${kind}`, async () => {
      const text = randomLines();
      const packed = await COMPRESSORS[kind](Buffer.from(text));
      const whole = await rowsOf(await openIndexed('whole.jsonl', text));
      for (let tenth = 1; tenth <= 9; tenth++) {
        const cut = await openIndexed(`cut ${tenth}`, packed.subarray(0, Math.floor((packed.length * tenth) / 10)));
        const rows = await rowsOf(cut);
        const good = rows.filter(({ problem }) => problem === undefined);
        assert.deepEqual(good, whole.slice(0, good.length));
        assert.ok(good.length >= ((tenth - 2) / 10) * whole.length, `${good.length} of ${whole.length} at ${tenth}`);
        assert.ok(rows.length - good.length <= 2, 'the row that is cut off, and what is missing after it');
        assert.match(messagesOf(rows).at(-1) ?? '', /cut off here: its end is missing/);
      }
    });

    it(`name a byte that was changed: ${kind}`, async () => {
      const text = randomLines();
      const packed = await COMPRESSORS[kind](Buffer.from(text));
      const random = seededRandom(7);
      for (let change = 0; change < 10; change++) {
        const damaged = Buffer.from(packed);
        const at = 200 + Math.floor(random() * (packed.length - 400));
        damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        const rows = await rowsOf(await openIndexed(`damaged ${change}`, damaged));
        assert.match(messagesOf(rows).at(-1) ?? '', /damaged/, `byte ${at}`);
      }
    });
  }

  it('lose no row before damage that ends them', async () => {
    const dataset = await openIndexed('a.gz', Buffer.concat([gzipSync(lines(ROWS)), Buffer.from('no member')]));
    const rows = await rowsOf(dataset);
    assert.equal(rows.filter(({ problem }) => problem === undefined).length, ROWS);
    assert.match(messagesOf(rows).join(), /^The gzip file is damaged here/);
  });

  it('may be filled up with zeros behind a gzip file, but with nothing behind them', async () => {
    for (const zeros of [1, 512, 600_000]) {
      const whole = Buffer.concat([gzipSync(lines(ROWS)), Buffer.alloc(zeros)]);
      const padded = await openIndexed('a.gz', whole);
      assert.deepEqual([padded.rowCount, messagesOf(await padded.readRange(0, ROWS))], [ROWS, []]);
      const more = await openIndexed('b.gz', Buffer.concat([whole, gzipSync(lines(1))]));
      assert.match(messagesOf(await more.readRange(ROWS, more.rowCount)).join(), /^The gzip file is damaged here/);
    }
  });

  it('may be packed tightly, skip frames and carry no checksum', async () => {
    const tight = Buffer.from(ZSTD_OF_300_LINES, 'base64');
    const loose = await zstdFrame(Buffer.from(lines(4)), { checksum: false });
    const packed = Buffer.concat([skippableFrame(70_000), tight, skippableFrame(0), loose, skippableFrame(3)]);
    const plain = await openIndexed('plain.jsonl', lines(300) + lines(4));
    assert.deepEqual(await rowsOf(await openIndexed('a.zst', packed)), await rowsOf(plain));
  });

  it('have the same frames whatever the size of the chunks', async () => {
    const packed = Buffer.concat([
      skippableFrame(5),
      Buffer.from(ZSTD_OF_300_LINES, 'base64'),
      await zstdFrame(Buffer.alloc(0)),
    ]);
    const partsIn = (size: number): unknown => {
      const frames = new ZstdFrames();
      const parts: ZstdPart[] = [];
      for (let at = 0; at < packed.length; at += size) {
        for (const part of frames.push(packed.subarray(at, at + size))) parts.push(part);
      }
      assert.ok(frames.isBetweenFrames);
      const bytes = parts.flatMap((part) => (part.kind === 'bytes' ? [part.bytes] : []));
      return [Buffer.concat(bytes), parts.filter(({ kind }) => kind !== 'bytes')];
    };
    for (const size of [1, 2, 3, 7, 100, 1000]) assert.deepEqual(partsIn(size), partsIn(packed.length));
  });

  it('are refused where there is no place to unpack them', async () => {
    const file = folder.write('a.gz', gzipSync(lines(3)));
    await assert.rejects(open(file, { scratch: undefined } as unknown as DatasetOptions), {
      code: 'containerUnsupported',
    });
  });

  describe('unpacked once', () => {
    const snapshots = new Map<string, Uint8Array>();
    const kept = (): DatasetOptions => ({
      scratch: new KeptScratch(folder.path('unpacked')),
      restoreIndex: ({ sampledHash, mtimeMs }) => Promise.resolve(snapshots.get(`${sampledHash} ${mtimeMs}`)),
    });
    const openKept = async (file: string): Promise<Dataset> => {
      const dataset = await open(file, kept());
      await dataset.indexed;
      const { sampledHash, mtimeMs } = dataset.identity;
      snapshots.set(`${sampledHash} ${mtimeMs}`, Buffer.concat(dataset.snapshot()));
      return dataset;
    };
    const unpacked = (): string[] => readdirSync(folder.path('unpacked'));
    beforeEach(() => snapshots.clear());

    it('are not unpacked again', async () => {
      const packed = gzipSync(lines(ROWS));
      const file = folder.write('a.jsonl.gz', packed.subarray(0, packed.length - 20));
      const first = await openKept(file);
      const rows = await rowsOf(first);
      await closeAll();
      const second = await open(file, kept());
      assert.deepEqual([second.isIndexed, second.isRestored, second.unpacking], [true, true, undefined]);
      assert.deepEqual(await rowsOf(second), rows);
      assert.match(messagesOf(rows).at(-1) ?? '', /cut off/, 'what is missing is known without unpacking');
    });

    it('are unpacked again when the text is gone', async () => {
      const file = folder.write('a.jsonl.gz', gzipSync(lines(ROWS)));
      const rows = await rowsOf(await openKept(file));
      await closeAll();
      for (const name of unpacked()) rmSync(folder.path(`unpacked/${name}`));
      assert.deepEqual(await rowsOf(await openKept(file)), rows);
      assert.equal(unpacked().length, 1);
    });

    it('are unpacked again when they change', async () => {
      const file = folder.write('a.jsonl.gz', gzipSync(lines(ROWS)));
      const dataset = await openKept(file);
      folder.write('a.jsonl.gz', gzipSync(lines(ROWS + 1)));
      assert.equal(await dataset.refresh(), 'reindexed');
      await dataset.indexed;
      assert.equal(dataset.rowCount, ROWS + 1);
      assert.equal((await rowsOf(dataset)).length, ROWS + 1);
    });

    it('take away what ended processes left unfinished, and leave what others are at', async () => {
      const ended = spawnSync(process.execPath, ['--version']).pid;
      const names = [ended, process.pid, 'nobody'].map((pid) => `0a.txt.${pid}.1b.part`);
      mkdirSync(folder.path('unpacked'));
      for (const name of names) folder.write(`unpacked/${name}`, '');
      await new KeptScratch(folder.path('unpacked')).removeUnused();
      assert.deepEqual(unpacked(), [names[1]]);
    });

    it('leave nothing unfinished behind', async () => {
      const file = folder.write('a.jsonl.gz', gzipSync(randomLines()));
      const dataset = await open(file, kept());
      await dataset.close();
      assert.deepEqual(
        unpacked().filter((name) => name.endsWith('.part')),
        [],
      );
    });
  });

  it('end with a reason where the disk is full', async () => {
    const random = seededRandom(3);
    for (let at = 0; at < 4; at++) {
      let room = Math.floor(random() * 100_000);
      const isFull = async (handle: FileHandle, bytes: Uint8Array): Promise<void> => {
        room -= bytes.length;
        if (room < 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        await handle.appendFile(bytes);
      };
      const scratch = new KeptScratch(folder.path('unpacked'), isFull);
      const file = folder.write('a.jsonl.gz', gzipSync(randomLines()));
      const opened = open(file, { scratch }).then((dataset) => dataset.indexed);
      await assert.rejects(opened, { code: 'fileUnreadable', message: /a\.jsonl\.gz cannot be unpacked to .*ENOSPC/ });
      await closeAll();
      assert.deepEqual(readdirSync(folder.path('unpacked')), []);
    }
  });

  it('end with a reason where the folder takes no file', async () => {
    const scratch = new KeptScratch(folder.write('unpacked', 'a file'));
    const opened = open(folder.write('a.jsonl.gz', gzipSync(lines(3))), { scratch });
    await assert.rejects(opened, { code: 'fileUnreadable', message: /a\.jsonl\.gz cannot be unpacked to .*EEXIST/ });
  });

  it('do not fill a disk up to its last byte', async () => {
    class NearlyFull extends TemporaryScratch {
      override freeBytes(): Promise<number> {
        return Promise.resolve(100 * 1024 * 1024);
      }
    }
    const opened = open(folder.write('a.gz', gzipSync(lines(3))), { scratch: new NearlyFull() });
    await assert.rejects(opened, { code: 'fileUnreadable', message: /the disk is nearly full/ });
  });
});

/** Half a megabyte that does not compress to nothing. */
function randomLines(): string {
  const random = seededRandom(1);
  const text = (): string => Array.from({ length: 12 }, () => random().toString(36).slice(2)).join(' ');
  return Array.from({ length: 2000 }, () => `${JSON.stringify({ instruction: text(), output: text() })}\n`).join('');
}
