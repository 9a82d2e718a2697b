import { h, type VNode } from 'preact';
import { WIDTH, type Drawing, type Svg } from '../../../src/wording/pictures/svg';

interface DrawnProps {
  readonly drawing: Drawing;
}

/** A picture as elements of the page, in the colours of its theme. */
export function Drawn({ drawing: { title, height, children } }: DrawnProps): VNode {
  return (
    <div class="drawing">
      <svg class="drawn" role="img" aria-label={title} viewBox={`0 0 ${WIDTH} ${height}`}>
        {children.map(drawnElement)}
      </svg>
    </div>
  );
}

function drawnElement({ tag, attributes, children }: Svg): VNode {
  const inner = children.map((child) => (typeof child === 'string' ? child : drawnElement(child)));
  return h(tag, attributes, ...inner);
}
