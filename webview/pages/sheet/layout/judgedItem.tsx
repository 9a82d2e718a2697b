import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { SIDE_VOTES, type SheetItem, type SheetOverview } from '../../../../src/protocol/people';
import { formatCount } from '../../../../src/wording/numbers';
import { sideVoteText, undecidedText } from '../../../../src/wording/peopleText';
import { IconButton } from '../../../kit/controls/iconButton';
import { Markdown } from '../../../kit/text/markdown';
import type { Page } from '../page';
import { undecided, type SheetModel } from '../state/sheetModel';
import { listenToKeys } from './pageKeys';

interface JudgedItemProps {
  readonly page: Page;
  readonly model: SheetModel;
  readonly overview: SheetOverview;
  readonly annotator: string;
}

/** A prompt, its two answers, and what the annotator says of them. */
export function JudgedItem({ page, model, overview, annotator }: JudgedItemProps): VNode {
  const body = useRef<HTMLDivElement | null>(null);
  // With the drawing: a key may be the first thing that comes.
  useLayoutEffect(() => listenToKeys(page), [page]);
  useLayoutEffect(() => {
    if (body.current !== null) body.current.scrollTop = 0;
  }, [model.shown?.item]);
  return (
    <div class="judged">
      <SheetBar page={page} model={model} overview={overview} annotator={annotator} />
      <Votes page={page} model={model} />
      <div class="judged-body" ref={body} tabIndex={0} role="region" aria-label={l10n.t('Prompt and answers')}>
        {model.shown === null ? null : <Answers shown={model.shown} rendered={model.rendered} />}
      </div>
    </div>
  );
}

function SheetBar({ page, model, overview, annotator }: JudgedItemProps): VNode {
  const { voting, store } = page;
  return (
    <div class="sheet-bar">
      <h2>{l10n.t('Prompt {0} of {1}', formatCount(model.item + 1), formatCount(overview.items))}</h2>
      <span class="hint">
        {annotator} · {undecidedText(undecided(model.votes))}
      </span>
      <span class="bar-actions">
        <IconButton icon="arrow-up" label={l10n.t('Previous (k)')} onClick={() => void voting.goTo(model.item - 1)} />
        <IconButton icon="arrow-down" label={l10n.t('Next (j)')} onClick={() => void voting.goTo(model.item + 1)} />
        <IconButton
          icon="debug-step-over"
          label={l10n.t('Next undecided (n)')}
          onClick={() => voting.goToUndecided()}
        />
        <IconButton
          icon={model.rendered ? 'markdown' : 'code'}
          label={l10n.t('Rendered')}
          pressed={model.rendered}
          onClick={() => store.set({ rendered: !model.rendered })}
        />
        <IconButton icon="account" label={l10n.t('Another person')} onClick={() => voting.leave()} />
      </span>
    </div>
  );
}

/** The three votes, with their keys. */
function Votes({ page, model }: { readonly page: Page; readonly model: SheetModel }): VNode {
  const current = model.votes[model.item] ?? null;
  return (
    <div class="votes" role="group" aria-label={l10n.t('Vote')}>
      {SIDE_VOTES.map((vote, at) => (
        <button
          key={vote}
          type="button"
          aria-pressed={current === vote}
          disabled={model.shown?.item !== model.item}
          onClick={() => page.voting.vote(vote)}
        >
          {current === vote ? '✓ ' : ''}
          {sideVoteText(vote)} <kbd>{at + 1}</kbd>
        </button>
      ))}
    </div>
  );
}

function Answers({ shown, rendered }: { readonly shown: SheetItem; readonly rendered: boolean }): VNode {
  return (
    <>
      <section class="prompt" aria-label={l10n.t('Prompt')}>
        <h3>{l10n.t('Prompt')}</h3>
        <Text text={shown.instruction} rendered={rendered} />
      </section>
      <div class="answers">
        <section aria-label={l10n.t('Left answer')}>
          <h3>{l10n.t('Left answer')}</h3>
          <Text text={shown.left} rendered={rendered} />
        </section>
        <section aria-label={l10n.t('Right answer')}>
          <h3>{l10n.t('Right answer')}</h3>
          <Text text={shown.right} rendered={rendered} />
        </section>
      </div>
    </>
  );
}

/** A longer text is shown as it is: rendering it would hold the page up. */
const LONGEST_RENDERED = 50_000;

function Text({ text, rendered }: { readonly text: string; readonly rendered: boolean }): VNode {
  if (text === '') return <p class="hint">{l10n.t('empty')}</p>;
  if (rendered && text.length <= LONGEST_RENDERED) return <Markdown text={text} />;
  return (
    <div class="text" dir="auto">
      {text}
    </div>
  );
}
