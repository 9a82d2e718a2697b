import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatCount } from '../../../../src/wording/numbers';
import { collapsedText } from './collapsedText';

/** Text as it is, white space included; long text waits for a click. */
export function LongText({ text }: { readonly text: string }): VNode {
  const [whole, setWhole] = useState(false);
  const start = collapsedText(text);
  if (whole || start === null)
    return (
      <div class="text" dir="auto">
        {text}
      </div>
    );
  return (
    <>
      <div class="text" dir="auto">
        {start}…
      </div>
      <button type="button" class="link" onClick={() => setWhole(true)}>
        Show all {formatCount(text.length)} characters
      </button>
    </>
  );
}
