import * as l10n from '@vscode/l10n';
import { Fragment, type VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { RenderedPart } from '../../../../src/protocol/fineTuning';
import { formatCount } from '../../../../src/wording/numbers';
import { shownParts } from './shownParts';

/** Characters that are shown at once; more wait for a click. */
const SHOWN_AT_ONCE = 40_000;

interface RenderedTextProps {
  readonly parts: readonly RenderedPart[];
  /** Where the text is cut, in tokens, for people. */
  readonly limit: string;
}

/** A rendered text: what is trained on is marked, what is cut is struck out, and a line says where. */
export function RenderedText({ parts, limit }: RenderedTextProps): VNode {
  const [whole, setWhole] = useState(false);
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  const shown = whole || length <= SHOWN_AT_ONCE ? parts : shownParts(parts, SHOWN_AT_ONCE);
  const cutAt = shown.findIndex(({ cut }) => cut);
  return (
    <>
      <div class="text rendered-text" dir="auto">
        {shown.map((part, at) => (
          <Fragment key={at}>
            {at === cutAt ? <CutLine limit={limit} /> : null}
            <Part part={part} />
          </Fragment>
        ))}
      </div>
      {shown === parts ? null : (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          {l10n.t('Show all {0} characters', formatCount(length))}
        </button>
      )}
    </>
  );
}

function CutLine({ limit }: { readonly limit: string }): VNode {
  return (
    <span class="cut-line" role="separator" aria-label={l10n.t('Cut at {0} tokens', limit)}>
      ✂ {l10n.t('Cut at {0} tokens', limit)}
    </span>
  );
}

function Part({ part: { text, trained, cut } }: { readonly part: RenderedPart }): VNode {
  const words = trained ? <mark>{text}</mark> : <span class="masked">{text}</span>;
  return cut ? <s>{words}</s> : words;
}
