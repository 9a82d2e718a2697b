import type { VNode } from 'preact';
import type { Experiments } from '../../../../src/protocol/experiments';
import { curveDrawing } from '../../../../src/wording/experiments/curveDrawing';
import { radarDrawing } from '../../../../src/wording/experiments/radarDrawing';
import { Drawn } from '../../../kit/drawing/drawn';

/** Score against budget, and by category. */
export function Pictures({ experiments }: { readonly experiments: Experiments }): VNode {
  return (
    <>
      {[curveDrawing(experiments), radarDrawing(experiments)].map((drawing) => (
        <section key={drawing.title} aria-label={drawing.title}>
          <h2>{drawing.title}</h2>
          <Drawn drawing={drawing} />
        </section>
      ))}
    </>
  );
}
