import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placeCard } from '../../../webview/pages/table/card/cardPlace';
import { collapsedText } from '../../../webview/pages/table/details/collapsedText';
import { barPath, PLOT_HEIGHT } from '../../../webview/pages/table/histogram/barPath';
import { shareAfterKey, shareAtPointer } from '../../../webview/kit/layout/paneShare';

describe('long texts', () => {
  it('show short texts whole', () => {
    assert.equal(collapsedText('short'), null);
  });

  it('never cut a character in two', () => {
    fc.assert(
      fc.property(fc.nat(3), (offset) => {
        const start = collapsedText('x'.repeat(offset) + '😀'.repeat(3000));
        assert.ok(start !== null);
        assert.doesNotThrow(() => encodeURIComponent(start), 'half a surrogate pair cannot be encoded');
      }),
    );
  });
});

describe('bars of a histogram', () => {
  it('stand on the ground, the largest as tall as the plot, small ones visible, empty ones not drawn', () => {
    const bars = barPath([0, 1000, 1], 1000)
      .split('z')
      .filter((bar) => bar !== '');
    assert.equal(bars.length, 2);
    assert.match(bars[0] ?? '', new RegExp(`^M[\\d.]+ ${PLOT_HEIGHT}V0h`));
    const top = Number(/V([\d.]+)h/.exec(bars[1] ?? '')?.[1]);
    assert.ok(top > 90 && top < PLOT_HEIGHT, `${top}`);
  });
});

describe('places', () => {
  const page = { width: 1000, height: 600 };

  it('put the card below its row, or above where there is no room, always on the page', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(578), fc.nat(400), fc.nat(280), (left, top, width, height) => {
        const place = placeCard({ left, top, bottom: top + 22 }, { width, height }, page);
        assert.ok(place.left >= 0 && place.left + width <= page.width);
        const overlapsRow = place.top < top + 22 && place.top + height > top;
        assert.equal(overlapsRow, false);
      }),
    );
  });

  it('drag the edge of the details pane to the pointer, within limits', () => {
    const box = { right: 1000, bottom: 600, width: 1000, height: 600 };
    assert.equal(shareAtPointer(box, { clientX: 600, clientY: 0 }, false), 0.4);
    assert.equal(shareAtPointer(box, { clientX: 0, clientY: 300 }, true), 0.5);
    assert.ok(shareAtPointer(box, { clientX: 2000, clientY: 0 }, false) > 0.1);
  });

  it('resize the details pane by keys in the direction of its edge', () => {
    assert.ok((shareAfterKey(0.4, 'ArrowLeft') ?? 0) > 0.4);
    assert.ok((shareAfterKey(0.4, 'ArrowDown') ?? 1) < 0.4);
    assert.equal(shareAfterKey(0.4, 'x'), null);
  });
});
