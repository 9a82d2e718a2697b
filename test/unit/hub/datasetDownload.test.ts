import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { chooseSplits, downloadSplits, readDataset } from '../../../src/hub/datasetDownload';
import type { Hub } from '../../../src/hub/hub';
import { COMMIT, startDatasetHub, sendContent, type Asked, type DatasetHub } from '../../support/hub/datasetHub';
import { eventually } from '../../support/eventually';
import { temporaryFolder } from '../../support/temporaryFolder';

const LARGE = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 251));
const FILES = { 'data/train.jsonl': LARGE, 'data/test.jsonl': Buffer.from('{"instruction":"a","output":"b"}\n') };
const NAME = 'test/rows';
/** What means something else in a URL. */
const ODD_NAMES = ['data/a #1.jsonl', 'data/b 50%.jsonl', 'data/c%20d.jsonl', 'data/e&f=g+h.jsonl', 'data/i ? é.jsonl'];

describe('fetching a dataset of the hub', () => {
  const folder = temporaryFolder();
  let server: DatasetHub;
  let store: DatasetHub;
  before(async () => {
    const odd = Object.fromEntries(ODD_NAMES.map((name) => [name, Buffer.from(`{"instruction":"${name}"}\n`)]));
    server = await startDatasetHub({
      [NAME]: { files: FILES, card: { license: ['mit', 'odc-by'] } },
      'test/odd': { files: odd },
    });
    store = await startDatasetHub({ [NAME]: { files: FILES } });
  });
  after(() => Promise.all([server.stop(), store.stop()]));
  beforeEach(() => [server, store].forEach((each) => each.reset()));

  const hubOf = (more: Partial<Hub> = {}): Hub => ({
    ...{ endpoint: server.endpoint, accessToken: 'hf_secret', signal: undefined, pausesMs: [1, 1] },
    ...more,
  });
  let next = 0;
  const fetchTo = async (target: string, more: Partial<Hub> = {}, overwrite = false): Promise<void> => {
    const hub = hubOf(more);
    const dataset = await readDataset({ repository: NAME }, hub);
    const { splits } = chooseSplits(dataset, {});
    await downloadSplits({ dataset, splits, folder: target, hub, overwrite, onProgress: () => undefined });
  };
  const newFolder = (): string => folder.path(`fetched-${next++}`);
  const assertWhole = (target: string): void => {
    for (const [file, content] of Object.entries(FILES))
      assert.deepEqual(readFileSync(path.join(target, file)), content);
    assert.deepEqual(readdirSync(path.join(target, 'data')).sort(), ['test.jsonl', 'train.jsonl']);
  };
  const assertBegun = async (target: string): Promise<void> => {
    const data = path.join(target, 'data');
    const part = (await readdir(data)).find((file) => file.startsWith('train.jsonl'));
    assert.ok(part !== undefined && (await stat(path.join(data, part))).size > 0);
  };
  const isLarge = ({ path: asked, range }: Asked): boolean => asked.endsWith('train.jsonl') && range !== 'bytes=0-0';

  it('brings every file by its path, each once', async () => {
    const target = newFolder();
    await fetchTo(target);
    assertWhole(target);
    const before = server.asked.length;
    await fetchTo(target);
    assert.equal(server.asked.length - before, 2, 'what is there and whole is only looked at');
    const { repository } = await readDataset({ repository: NAME }, hubOf());
    assert.deepEqual([repository.commit, repository.license], [COMMIT, 'mit, odc-by']);
  });

  it('brings files whose names mean something else in a URL', async () => {
    const hub = hubOf();
    const dataset = await readDataset({ repository: 'test/odd' }, hub);
    const { splits } = chooseSplits(dataset, {});
    const target = newFolder();
    await downloadSplits({ dataset, splits, folder: target, hub, overwrite: false, onProgress: () => undefined });
    for (const name of ODD_NAMES) {
      assert.equal(readFileSync(path.join(target, name), 'utf8'), `{"instruction":"${name}"}\n`);
    }
  });

  it('goes on where a connection was cut, within a run and in the next one', async () => {
    let cuts = 0;
    server.misbehave((asked, response, content) => {
      if (!isLarge(asked) || cuts++ > 0) return false;
      response.writeHead(200, { 'content-length': content?.length ?? 0, etag: '"x"' });
      response.write(content?.subarray(0, 50_000), () => response.destroy());
      return true;
    });
    const target = newFolder();
    await fetchTo(target);
    assertWhole(target);
    const other = newFolder();
    server.reset();
    cuts = 0;
    server.misbehave((asked, response, content) => {
      if (!isLarge(asked)) return false;
      response.writeHead(200, { 'content-length': content?.length ?? 0, etag: '"x"' });
      response.write(content?.subarray(0, 50_000));
      // What is on its way when a connection ends may be lost.
      void eventually(() => assertBegun(other)).finally(() => response.destroy());
      return true;
    });
    await assert.rejects(fetchTo(other, { pausesMs: [] }), { code: 'hubUnreachable' });
    assert.equal(existsSync(path.join(other, 'data/train.jsonl')), false);
    server.reset();
    await fetchTo(other);
    assertWhole(other);
    const [range] = server.asked.filter(isLarge).map((asked) => asked.range);
    assert.match(range ?? '', /^bytes=[1-9]\d*-199999$/);
  });

  it('refuses other content than the hub lists, and keeps none of it', async () => {
    server.misbehave((asked, response) => {
      if (!asked.path.endsWith('train.jsonl')) return false;
      sendContent(response, Buffer.from(LARGE).fill(0, 100, 120), asked.range);
      return true;
    });
    const target = newFolder();
    await assert.rejects(fetchTo(target), { code: 'downloadFailed', message: /checksum/ });
    assert.deepEqual(
      readdirSync(path.join(target, 'data')).filter((file) => file.startsWith('train')),
      [],
    );
  });

  it('refuses a file whose size is not the one that is listed', async () => {
    for (const content of [LARGE.subarray(1), Buffer.concat([LARGE, LARGE])]) {
      server.misbehave((asked, response) => {
        if (!asked.path.endsWith('train.jsonl')) return false;
        sendContent(response, content, asked.range);
        return true;
      });
      const target = newFolder();
      await assert.rejects(fetchTo(target), { code: 'downloadFailed' });
      assert.equal(existsSync(path.join(target, 'data/train.jsonl')), false);
    }
  });

  for (const status of [429, 500, 503]) {
    it(`tries again after ${status}, of the list and of a file`, async () => {
      const refused = new Set<string>();
      server.misbehave(({ path: asked }, response) => {
        if (refused.has(asked)) return false;
        refused.add(asked);
        response.writeHead(status).end();
        return true;
      });
      const target = newFolder();
      await fetchTo(target);
      assertWhole(target);
      server.misbehave((_asked, response) => Boolean(response.writeHead(status).end()));
      await assert.rejects(fetchTo(newFolder()), { code: 'downloadFailed', message: new RegExp(`status ${status}`) });
    });
  }

  for (const [status, message] of [
    [401, /does not hand out "test\/rows" to everybody/],
    [403, /does not hand out "test\/rows" to everybody/],
    [404, /has no dataset "test\/rows"/],
  ] as const) {
    it(`asks once only where the answer is ${status}`, async () => {
      server.misbehave((_asked, response) => Boolean(response.writeHead(status).end()));
      await assert.rejects(fetchTo(newFolder()), { code: 'downloadFailed', message });
      assert.equal(server.asked.length, 1);
      server.reset();
      server.misbehave(
        ({ path: asked }, response) => asked.includes('/resolve/') && Boolean(response.writeHead(status).end()),
      );
      await assert.rejects(fetchTo(newFolder()), { code: 'downloadFailed', message });
      assert.equal(server.asked.filter(({ path: asked }) => asked.includes('/resolve/')).length, 1);
    });
  }

  it('follows a redirect to another server, which sees no token; a mirror sees none either', async () => {
    server.misbehave(({ path: asked }, response) => {
      if (!asked.includes('/resolve/')) return false;
      response.writeHead(302, { location: `${store.endpoint}${asked}` }).end();
      return true;
    });
    const target = newFolder();
    await fetchTo(target);
    assertWhole(target);
    assert.ok(store.asked.length > 0);
    for (const { authorization } of [...server.asked, ...store.asked]) assert.equal(authorization, undefined);
  });

  it('waits for a server that sends little at a time', async () => {
    server.misbehave((asked, response, content) => {
      if (!isLarge(asked) || content === undefined) return false;
      response.writeHead(200, { 'content-length': content.length, etag: '"x"' });
      const send = (from: number): void => {
        if (from >= content.length) response.end();
        else response.write(content.subarray(from, from + 4000), () => setImmediate(() => send(from + 4000)));
      };
      send(0);
      return true;
    });
    const target = newFolder();
    await fetchTo(target);
    assertWhole(target);
  });

  it('never goes over a file of the user, and fetches nothing then', async () => {
    const target = newFolder();
    mkdirSync(path.join(target, 'data'), { recursive: true });
    writeFileSync(path.join(target, 'data', 'test.jsonl'), 'mine');
    await assert.rejects(fetchTo(target), { code: 'outputExists', message: /test\.jsonl exists/ });
    assert.deepEqual(readdirSync(path.join(target, 'data')), ['test.jsonl']);
    assert.equal(readFileSync(path.join(target, 'data', 'test.jsonl'), 'utf8'), 'mine');
    await fetchTo(target, {}, true);
    assertWhole(target);
  });

  it('stops when it is cancelled', async () => {
    const abort = new AbortController();
    server.misbehave((asked) => {
      if (isLarge(asked)) abort.abort();
      return false;
    });
    await assert.rejects(fetchTo(newFolder(), { signal: abort.signal }), { code: 'cancelled' });
  });

  it('names the configs and splits that there are', async () => {
    const dataset = await readDataset({ repository: NAME }, hubOf());
    assert.throws(() => chooseSplits(dataset, { split: 'dev' }), { code: 'usage', hint: /It has train, test/ });
    assert.throws(() => chooseSplits(dataset, { config: 'de' }), { code: 'usage', hint: /It has default/ });
    const [config] = dataset.configs;
    assert.ok(config !== undefined);
    const several = { ...dataset, configs: ['a', 'b'].map((name) => ({ ...config, name, isDefault: false })) };
    assert.throws(() => chooseSplits(several, {}), { code: 'usage', message: /several configs: a, b/ });
    assert.deepEqual(
      chooseSplits(dataset, { split: 'test' }).splits.map(({ name }) => name),
      ['test'],
    );
    await assert.rejects(readDataset({ repository: 'no-owner' }, hubOf()), { code: 'usage' });
    await assert.rejects(readDataset({ repository: NAME, revision: 'missing' }, hubOf()), { code: 'downloadFailed' });
  });
});
