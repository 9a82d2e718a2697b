import assert from 'node:assert/strict';
import { followEngineLog } from '../../../src/editor/engineHost/engineLog';
import { PlainLog } from '../../../src/editor/plainLog';
import type { LogLevel } from '../../../src/protocol/log';
import { EngineFixture, select } from '../engine/engineFixture';
import { poolRows, toJsonLines } from '../engine/poolFiles';
import { FakeEngine } from './support/fakeEngine';

const UNUSED = { show: () => undefined, dispose: () => undefined };

describe('followEngineLog', () => {
  const fixture = new EngineFixture();

  function channel() {
    const written: [LogLevel, string][] = [];
    const at = (level: LogLevel) => (text: string | Error) => void written.push([level, String(text)]);
    const levels = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    const log = new PlainLog({ ...levels, ...UNUSED });
    const has = (level: LogLevel, text: RegExp): boolean =>
      written.some(([writtenAt, line]) => writtenAt === level && text.test(line));
    return { log, has, written };
  }

  it('writes files and jobs, requests and failures to the channel, each at its level', async () => {
    const { log, has } = channel();
    const warned: string[] = [];
    const engine = fixture.start();
    followEngineLog(engine, log, (message) => warned.push(message));
    const path = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(10)));
    const info = await engine.request('dataset/open', { path });
    const { datasetId } = info;
    await select(engine, info);
    await engine.request('row/detail', { datasetId, rowIndex: 1 });
    await assert.rejects(engine.request('row/detail', { datasetId, rowIndex: 10 }));
    assert.ok(has('info', /^engine started deita=/));
    assert.ok(has('info', /^file read dataset=\w+ path=\S+ format=Alpaca .*rows=10/));
    assert.ok(has('info', /^job started method=dataset\/select job=1 .*budget=5/));
    assert.ok(has('info', /^job done method=dataset\/select job=1 durationMs=\d+ .*selected=5/));
    assert.ok(has('debug', /^request done method=row\/detail/));
    assert.ok(has('error', /^request failed method=row\/detail .*code=rowOutOfRange[^]*\n +at /));
    assert.deepEqual(warned, []);
  });

  it('shows the person what is meant for them, until it ends', () => {
    const { log, written } = channel();
    const warned: unknown[] = [];
    const engine = new FakeEngine();
    const stop = followEngineLog(engine, log, (...warning) => warned.push(warning));
    engine.emit('log', { level: 'warn', message: 'the disk is full', notify: true, code: 'cacheUnusable' });
    engine.emit('log', { level: 'warn', message: 'not read to its end' });
    stop();
    engine.emit('log', { level: 'info', message: 'later' });
    assert.deepEqual(warned, [['the disk is full', 'cacheUnusable']]);
    assert.equal(written.length, 2);
  });
});
