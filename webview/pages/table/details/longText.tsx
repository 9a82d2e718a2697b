import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import { formatCount } from '../../../../src/wording/numbers';
import type { SoughtText } from '../find/soughtText';
import { SoughtTextContext } from '../find/soughtTextContext';
import { collapsedText } from './collapsedText';

/** A longer text is cut off even where something in it is looked for. */
const LONGEST_SEARCHED = 500_000;

/** Text as it is, white space included; long text waits for a click, unless it has what is looked for. */
export function LongText({ text }: { readonly text: string }): VNode {
  const [whole, setWhole] = useState(false);
  const sought = useContext(SoughtTextContext);
  const start = collapsedText(text);
  const hasMatch = useMemo(
    () => start !== null && text.length <= LONGEST_SEARCHED && sought !== null && hasWords(text, sought),
    [text, start, sought],
  );
  if (whole || hasMatch || start === null)
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
        {l10n.t('Show all {0} characters', formatCount(text.length))}
      </button>
    </>
  );
}

function hasWords(text: string, { isRoleAlone, finder }: SoughtText): boolean {
  return !isRoleAlone && finder.test(text);
}
