import assert from 'node:assert/strict';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import { useLanguage } from '../../../src/wording/language';
import { describeProgress, jobDetails, jobFraction } from '../../../src/wording/progressText';

const job: JobProgress = { stage: 'score', done: 1200, total: 14_131, ratePerSecond: 212.4, remainingMs: 61_000 };

describe('progress in words', () => {
  afterEach(() => useLanguage({ tag: 'en', texts: {} }));

  it('says what is done and how far it is', () => {
    assert.equal(describeProgress(job), 'Scoring row 1,200 of 14,131');
    assert.equal(describeProgress({ ...job, done: 0, total: null }), 'Starting…');
    assert.equal(describeProgress({ ...job, stage: 'index', total: null }), 'Reading the file: 1,200 rows');
    const download = { ...job, stage: 'download', about: 'owner/name', done: 3, total: 90 } as const;
    assert.equal(describeProgress(download), 'Downloading owner/name: 3 of 90 MB');
  });

  it('is made where it is shown, in the language there', () => {
    useLanguage({ tag: 'de', texts: { 'Scoring row {0} of {1}': 'Zeile {0} von {1} wird bewertet' } });
    assert.equal(describeProgress(job), 'Zeile 1.200 von 14.131 wird bewertet');
  });

  it('tells what is known', () => {
    assert.equal(jobDetails(job), '8% · 212/s · 1m 1s left');
    assert.equal(jobDetails({ ...job, total: null, ratePerSecond: null, remainingMs: null }), '');
  });

  it('stays within the bar whatever the counts say', () => {
    assert.equal(jobFraction({ ...job, done: 20, total: 10 }), 1);
    assert.equal(jobFraction({ ...job, total: 0 }), null);
  });
});
