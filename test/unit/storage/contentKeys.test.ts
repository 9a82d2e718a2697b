import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { withChecksum } from '../../../src/storage/checksum';
import { say } from '../../../src/messages/say';
import { contentKey } from '../../../src/storage/contentKey';
import { EmbeddingCache } from '../../../src/storage/embeddingCache';
import { MemoryBlobs } from '../../../src/storage/memoryBlobs';
import { ScoreCache, type CachedTurnScore } from '../../../src/storage/scoreCache';

const model = { name: 'model', version: '1', hash: 'abc' };

describe('contentKey', () => {
  it('tells texts, their grouping and models apart', () => {
    const keys = [
      contentKey(model, 'ab', 'c'),
      contentKey(model, 'a', 'bc'),
      contentKey(model, 'abc'),
      contentKey(model, 'abc', ''),
      contentKey({ ...model, hash: 'abd' }, 'ab', 'c'),
      contentKey({ ...model, version: '2' }, 'ab', 'c'),
      contentKey(model, 'ab', 'c '),
    ].map((key) => key.toString('hex'));
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(contentKey({ ...model, name: 'renamed' }, 'ab', 'c').toString('hex'), keys[0]);
  });

  it('is that of the whole text where a long one is hashed in pieces', () => {
    for (const text of ['말'.repeat(2 ** 20 + 7), `a${'😀'.repeat(2 ** 20)}`, '\ud83d'.repeat(2 ** 20 + 1)]) {
      const whole = createHash('sha256').update(`abc\n1\n${text.length}\n${text}`).digest();
      assert.deepEqual(contentKey(model, text), whole.subarray(0, 20));
    }
  });
});

describe('ScoreCache', () => {
  it('keeps every part of a score to the last bit', () => {
    const cache = new ScoreCache(new MemoryBlobs(1e6), model);
    const scores: CachedTurnScore[] = [
      { complexityScore: 1 / 3, qualityScore: Math.PI, note: null, outsideLanguage: false },
      { complexityScore: 6, qualityScore: 1, note: say('cut.end.response', { characters: 7 }), outsideLanguage: true },
      { complexityScore: 6, qualityScore: 1, note: say('verbatim', { text: 'cut: 말' }), outsideLanguage: true },
      {
        complexityScore: Number.NaN,
        qualityScore: Number.NaN,
        note: say('verbatim', { text: '' }),
        outsideLanguage: false,
      },
    ];
    scores.forEach((score, at) => cache.put(cache.keyOf({ instruction: String(at), response: '' }), score));
    scores.forEach((score, at) =>
      assert.deepEqual(cache.get(cache.keyOf({ instruction: String(at), response: '' })), score),
    );
    assert.equal(cache.get(cache.keyOf({ instruction: '', response: '0' })), undefined);
  });

  it('shows a note as the text that it is which an earlier version kept, or a later one', () => {
    const blobs = new MemoryBlobs(1e6);
    const cache = new ScoreCache(blobs, model);
    const key = cache.keyOf({ instruction: '', response: '' });
    const keptWith = (flags: number, note: string): CachedTurnScore | undefined => {
      const bytes = Buffer.concat([Buffer.alloc(17), Buffer.from(note)]);
      bytes.writeDoubleLE(Number.NaN);
      bytes[16] = flags;
      blobs.put(key, (flags & 4) === 0 ? bytes : withChecksum(bytes));
      return cache.get(key);
    };
    const [hasNote, hasChecksum, isJson] = [2, 4, 8];
    const text = 'the instruction is empty';
    const asText = say('verbatim', { text });
    assert.deepEqual(keptWith(hasNote, text)?.note, asText);
    assert.deepEqual(keptWith(hasNote | hasChecksum, text)?.note, asText);
    const known = say('unscored.emptyInstruction');
    const kept = (said: object): string => JSON.stringify([text, said]);
    const flags = hasNote | hasChecksum | isJson;
    assert.deepEqual(keptWith(flags, kept(known))?.note, known);
    assert.deepEqual(keptWith(flags, kept({ ...known, id: 'unscored.ofLater' }))?.note, asText);
    const around = say('unscored.inTurn', { turn: '2', reason: { ...known, id: 'toString' } });
    assert.deepEqual(keptWith(flags, kept(around))?.note, asText);
    assert.equal(keptWith(hasNote | isJson, kept(known)), undefined);
  });
});

describe('EmbeddingCache', () => {
  it('keeps values to the last bit and refuses those of another length', () => {
    const blobs = new MemoryBlobs(1e6);
    const cache = new EmbeddingCache(blobs, model, 3);
    const key = cache.keyOf('text');
    cache.write(key, new Float32Array([9, 0.1, -0, 1e-40, 9]).subarray(1, 4));
    assert.deepEqual(cache.read(key), new Float32Array([0.1, -0, 1e-40]));
    assert.equal(new EmbeddingCache(blobs, model, 4).read(key), undefined);
  });
});

describe('MemoryBlobs', () => {
  it('forgets what was not used for longest once it is full', () => {
    const blobs = new MemoryBlobs(10_000);
    for (let n = 0; n < 4; n++) blobs.put(Buffer.from([n]), new Uint8Array(2_000));
    assert.ok(blobs.get(Buffer.from([0])) !== undefined);
    blobs.put(Buffer.from([9]), new Uint8Array(2_000));
    assert.equal(blobs.get(Buffer.from([1])), undefined);
    assert.ok(blobs.get(Buffer.from([0])) !== undefined);
  });
});
