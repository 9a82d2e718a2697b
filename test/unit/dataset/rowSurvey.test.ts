import assert from 'node:assert/strict';
import { plainLayout } from '../../../src/dataset/fileLayout';
import { surveyRows } from '../../../src/dataset/rowSurvey';

describe('survey of the start of a file', () => {
  const survey = (text: string) =>
    surveyRows({ bytes: Buffer.from(text), base: plainLayout('jsonLines'), isWholeFile: true });

  it('finds the value of every line where each is one, after its indentation', () => {
    const { lines, values, goodLines, isOnePerLine } = survey('{"a":1}\n\n  [2]\r\n{"c":3} \n');
    assert.deepEqual(
      values.map(({ start, value }) => [start, value]),
      [
        [0, { a: 1 }],
        [11, [2]],
        [16, { c: 3 }],
      ],
    );
    assert.deepEqual([lines.length, goodLines, isOnePerLine], [3, 2, true]);
  });

  it('finds values where lines hold parts of them, or several', () => {
    const starts = (text: string): number[] => survey(text).values.map(({ start }) => start);
    assert.deepEqual(starts('{\n"a":1}\n{"b":2}\n'), [0, 9]);
    assert.deepEqual(starts('{"a":1}{"b":2}\n{"c":3}\n'), [0, 7, 15]);
    assert.equal(survey('{"a":1}{"b":2}{"c":3}\n{"d":4}\n').isOnePerLine, false);
  });
});
