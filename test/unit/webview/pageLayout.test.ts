import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layoutPage, type LayoutWishes, type PageLayout } from '../../../webview/pages/table/layout/pageLayout';

const WISHES: LayoutWishes = {
  size: { width: 1280, height: 800 },
  details: true,
  detailsOver: false,
  alone: false,
  detailsShare: 0.34,
  histograms: true,
  messages: 0,
  hints: 1,
};

function layoutIn(width: number, height: number, more: Partial<LayoutWishes> = {}): PageLayout {
  return layoutPage({ ...WISHES, ...more, size: { width, height } });
}

describe('page layout', () => {
  it('shows everything where there is room, the details beside the table', () => {
    assert.deepEqual(layoutIn(1280, 800), { histograms: 'full', hints: true, details: 'aside', detailsPixels: 435 });
  });

  it('puts the details below a narrow table', () => {
    const { details, detailsPixels } = layoutIn(500, 900);
    assert.equal(details, 'below');
    assert.equal(detailsPixels, 306);
  });

  it('gives up the details below first, then height of the histograms, then hints, then histograms', () => {
    const seen = Array.from({ length: 60 }, (_, step) => layoutIn(690, 800 - step * 10, { histograms: false }));
    assert.deepEqual(changes(seen.map(({ details }) => details)), ['below', 'closed']);
    const wide = Array.from({ length: 70 }, (_, step) => layoutIn(1280, 800 - step * 10));
    assert.deepEqual(changes(wide.map(({ histograms, hints }) => `${histograms}${hints ? ' and hints' : ''}`)), [
      'full and hints',
      'line and hints',
      'line',
      'none',
    ]);
    const narrow = Array.from({ length: 60 }, (_, step) => layoutIn(690, 800 - step * 10));
    const firstClosed = narrow.find(({ details }) => details === 'closed');
    assert.deepEqual(firstClosed, { histograms: 'line', hints: true, details: 'closed', detailsPixels: 0 });
  });

  it('lets details that were asked for take the place of the table where there is no room beside it', () => {
    assert.equal(layoutIn(400, 250).details, 'closed');
    assert.equal(layoutIn(400, 250, { detailsOver: true }).details, 'over');
    assert.equal(layoutIn(1280, 800, { detailsOver: true }).details, 'aside');
    const alone = { histograms: 'none', hints: false, details: 'over', detailsPixels: 0 };
    assert.deepEqual(layoutIn(1600, 1000, { alone: true }), alone);
  });

  it('leaves the table eight rows as long as anything else can give way', () => {
    const wishes = fc.record({
      size: fc.record({ width: fc.integer({ min: 200, max: 4000 }), height: fc.integer({ min: 264, max: 2200 }) }),
      details: fc.boolean(),
      detailsOver: fc.constant(false),
      alone: fc.constant(false),
      detailsShare: fc.double({ min: 0.15, max: 0.8, noNaN: true }),
      histograms: fc.boolean(),
      messages: fc.constant(0),
      hints: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(wishes, (wanted) => {
        const { histograms, hints, details, detailsPixels } = layoutPage(wanted);
        const plots = { full: 84, line: 24, none: 0 }[histograms];
        const below = details === 'below' ? detailsPixels : 0;
        const table = wanted.size.height - 34 - 28 - plots - (hints ? wanted.hints * 26 : 0) - below;
        assert.ok(table - 2 >= 24 + 8 * 22, `${table} pixels`);
      }),
    );
  });
});

function changes(values: readonly string[]): string[] {
  return values.filter((value, index) => value !== values[index - 1]);
}
