import assert from 'node:assert/strict';
import type { Experiments } from '../../../src/protocol/experiments';
import { curveDrawing } from '../../../src/wording/experiments/curveDrawing';
import { experimentsMarkdown } from '../../../src/wording/experiments/experimentsMarkdown';
import { radarDrawing } from '../../../src/wording/experiments/radarDrawing';
import { picture } from '../../../src/wording/pictures/svg';

describe('experiments in pictures and Markdown', () => {
  const hostile = '</title><script>alert("1")</script>&\u0000\u202e\ud800|`![x](y)';
  const experiments: Experiments = {
    folder: '/somewhere',
    measures: [{ id: 'm', kind: 'mt-bench', subject: null, judge: hostile, range: [1, 10] }],
    rows: [
      {
        ...{ folder: hostile, set: 'selection', budget: 10, seed: null },
        setup: { trainer: 'trl', recipe: hostile, baseModel: hostile },
        ...{ selection: { file: hostile, sha256: '' }, pool: null, results: [{ measure: 'm', score: 5 }] },
      },
    ],
    groups: [
      {
        measure: 'm',
        setup: { trainer: 'trl', recipe: hostile, baseModel: hostile },
        budgets: [
          {
            budget: 10,
            sets: [
              {
                ...{ set: 'selection', source: hostile, scores: [5], mean: 5, interval: null },
                categories: { [hostile]: 5, ['__proto__']: 4, '"': 10, three: 1 },
              },
            ],
          },
        ],
      },
    ],
    findings: [{ code: 'resultBroken', file: hostile, names: [] }],
  };

  for (const [name, draw] of Object.entries({ curveDrawing, radarDrawing })) {
    it(`${name} shows hostile names as they are, and stays well formed`, () => {
      const markup = picture(draw(experiments));
      assert.doesNotMatch(markup, /<script|&(?!#\d+;)|\p{Cs}|\u202e/u);
      assert.ok(!markup.includes('\u0000'));
      assert.match(markup, /&#60;script&#62;/);
      const open: string[] = [];
      for (const [, closing, tag] of markup.matchAll(/<(\/?)([a-z]+)(?: [a-zA-Z0-9-]+="[^"<]*")*>/g)) {
        if (closing === '') open.push(tag ?? '');
        else assert.equal(open.pop(), tag);
      }
      assert.deepEqual(open, []);
      assert.equal(
        markup.split('<').length,
        [...markup.matchAll(/<\/?[a-z]+(?: [a-zA-Z0-9-]+="[^"<]*")*>/g)].length + 1,
      );
      assert.doesNotMatch(markup, /NaN|Infinity|undefined/);
    });
  }

  it('draws a place by hand: the best score on the rim, the lowest in the centre', () => {
    const drawing = radarDrawing({
      ...experiments,
      groups: experiments.groups.map((group) => ({
        ...group,
        budgets: group.budgets.map(({ budget, sets }) => ({
          budget,
          sets: sets.map((scores) => ({ ...scores, categories: { a: 10, b: 1, c: 1, d: 5.5 } })),
        })),
      })),
    });
    // Upwards 135 from (300, 225); half of it to the left.
    assert.match(picture(drawing), /points="300\.00,90\.00 300\.00,225\.00 300\.00,225\.00 232\.50,225\.00"/);
  });

  it('keeps hostile names within their cells of Markdown', () => {
    const markdown = experimentsMarkdown(experiments);
    assert.doesNotMatch(markdown, /<script|(?<!\\)`|(?<!\\)!\[|\u202e/);
    for (const table of markdown.split('\n\n').filter((part) => part.startsWith('|'))) {
      const cells = table.split('\n').map((each) => each.split(/(?<!\\)\|/).length);
      assert.equal(new Set(cells).size, 1);
    }
  });

  it('says so where there is nothing to draw', () => {
    const nothing = { ...experiments, groups: [] };
    assert.equal(curveDrawing(nothing).title, 'No scores against budgets yet');
    assert.match(picture(radarDrawing(nothing)), /<title>No scores by category yet<\/title>/);
  });
});
