import assert from 'node:assert/strict';
import { useLanguage } from '../../../src/wording/language';
import {
  formatCount,
  formatEffect,
  formatElapsed,
  formatEstimate,
  formatMegabytes,
  formatPercent,
  formatRate,
  formatRemaining,
  formatScore,
  formatShortScore,
  formatSimilarity,
  formatThreshold,
  plural,
} from '../../../src/wording/numbers';

describe('numbers for people', () => {
  afterEach(() => useLanguage({ tag: 'en', texts: {} }));

  it('says how long something took as exactly as it matters', () => {
    const texts = [350, 4240, 59_960, 185_000].map(formatElapsed);
    assert.deepEqual(texts, ['350ms', '4.2s', '1m', '3m 5s']);
  });

  it('says coarsely what is left', () => {
    const texts = [200, 59_600, 80_000, 12.4 * 60_000, 59.9 * 60_000, 125 * 60_000].map(formatRemaining);
    assert.deepEqual(texts, ['1s', '1m', '1m 20s', '12m', '1h', '2h 5m']);
  });

  for (const [seconds, words] of [
    [0.6, '1 second'],
    [12.4, '12 seconds'],
    [89, '89 seconds'],
    [90, '2 minutes'],
    [5399, '90 minutes'],
    [3 * 3600, '3 hours'],
    [47 * 3600, '47 hours'],
    [86_400 * 3.4, '3 days'],
  ] as const) {
    it(`estimates ${seconds} s at ${words}`, () => assert.equal(formatEstimate(seconds * 1000), words));
  }

  it('gives rates as many digits as they deserve', () => {
    assert.deepEqual([12_345.6, 212.4, 12.345, 0.123].map(formatRate), ['12,346', '212', '12.3', '0.12']);
  });

  it('says 100% of what is whole alone', () => {
    assert.deepEqual(
      [0, 0.0849, 0.999, 1].map((share) => formatPercent(share)),
      ['0%', '8%', '99%', '100%'],
    );
    assert.equal(formatPercent(0.0156, 1), '1.6%');
  });

  it('cuts nothing off a number that has no more digits', () => {
    for (let hundredths = 0; hundredths <= 100; hundredths++) {
      assert.equal(formatPercent(hundredths / 100), `${hundredths}%`);
    }
    for (let tenThousandths = 0; tenThousandths <= 10_000; tenThousandths++) {
      const similarity = tenThousandths / 10_000;
      assert.equal(Number(formatSimilarity(similarity)), similarity);
      assert.equal(Number(formatThreshold(similarity)), similarity);
    }
  });

  it('gives similarities four decimals, cut, so that none reads as the threshold below it', () => {
    assert.deepEqual([0.9, 0.90009, 0.876, 0.93456, 1, -0.00001, -0.25].map(formatSimilarity), [
      '0.9000',
      '0.9000',
      '0.8760',
      '0.9345',
      '1.0000',
      '0.0000',
      '-0.2500',
    ]);
  });

  it('gives thresholds as many decimals as they need, two at least', () => {
    assert.deepEqual([0.9, 0.876, 0.93456, 1, -0.25].map(formatThreshold), [
      '0.90',
      '0.876',
      '0.9345',
      '1.00',
      '-0.25',
    ]);
  });

  it('gives scores two decimals, and effects their sign', () => {
    assert.deepEqual([formatScore(31.204), formatScore(undefined)], ['31.20', '–']);
    assert.deepEqual([formatShortScore(31.25), formatShortScore(undefined)], ['31.3', '–']);
    assert.deepEqual([formatEffect(0.5), formatEffect(-0.25)], ['+0.50', '−0.25']);
    assert.deepEqual([formatMegabytes(2.34e6), formatMegabytes(1_234e6)], ['2.3 MB', '1,234 MB']);
  });

  it('follows the language', () => {
    useLanguage({ tag: 'de', texts: {} });
    assert.deepEqual([formatCount(14_131), formatScore(31.2), formatShortScore(31.2)], ['14.131', '31,20', '31,2']);
    assert.equal(formatEstimate(180_000), '3 Minuten');
  });

  it('takes the form of a sentence that the language has for a count', () => {
    const forms = { one: 'row', few: 'rows (few)', other: 'rows' };
    assert.deepEqual(
      [0, 1, 2].map((count) => plural(count, forms)),
      ['rows', 'row', 'rows'],
    );
    useLanguage({ tag: 'pl', texts: {} });
    assert.equal(plural(2, forms), 'rows (few)');
    useLanguage({ tag: 'ko', texts: {} });
    assert.equal(plural(1, forms), 'rows');
  });
});
