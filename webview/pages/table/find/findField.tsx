import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ViewQuery } from '../../../../src/protocol/views';
import { IconButton } from '../../../kit/controls/iconButton';
import { Icon } from '../../../kit/controls/iconView';
import { useRovingFocus } from '../../../kit/keys/rovingFocus';
import { TextField } from '../../../kit/controls/toolkit';
import { foundText } from '../../../../src/wording/foundText';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { withFindSwitch, withText, type FindSwitch } from '../state/viewQuery';
import { placeText } from './findMarks';
import { problemOf } from './soughtText';

const TYPING_PAUSE_MS = 250;

interface FindFieldProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly findRef: (element: HTMLElement | null) => void;
}

const BUTTONS = 'button, vscode-button';

/** The text that rows are filtered by, as it is typed: nothing is applied that is no regular expression where it has to be one. */
export function FindField({ page, model, findRef }: FindFieldProps): VNode {
  const { query, view } = model;
  const field = useTypedText(page, query);
  const place = useRef<HTMLDivElement>(null);
  useRovingFocus(place, BUTTONS);
  const problem = problemOf({ ...query, text: field.text });
  const isBusy = (view.busy || view.searching) && query.text !== undefined;
  const keyPressed = (event: KeyboardEvent): void => {
    const act = actionOf(event, page, field);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div class="find-place" ref={place}>
      <TextField
        class="find"
        label={l10n.t('Find rows that contain a text')}
        title={FIND_TITLE}
        placeholder={l10n.t('Find')}
        value={field.text}
        invalid={problem !== null}
        onInput={field.type}
        onKeyDown={keyPressed}
        focusRef={findRef}
      >
        <span slot="start">
          <Icon name={isBusy ? 'loading codicon-modifier-spin' : 'search'} />
        </span>
      </TextField>
      <div class="find-switches">
        {SWITCHES.map(({ name, icon, label }) => (
          <button
            key={name}
            type="button"
            class="find-switch"
            aria-label={label}
            aria-pressed={query[name] === true}
            title={label}
            onClick={() => field.flip(name)}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
      {query.text === undefined ? null : <Place page={page} model={model} />}
      {problem === null ? (
        <FoundHint view={view} />
      ) : (
        <p class="find-problem" role="alert">
          {l10n.t('No regular expression: {0}', problem)}
        </p>
      )}
    </div>
  );
}

/** Shown where there is no room for it beside the counts, which say it to screen readers. */
function FoundHint({ view }: Pick<PageModel, 'view'>): VNode | null {
  const found = foundIn(view);
  if (found === '') return null;
  return (
    <p class="find-found" aria-hidden="true">
      {found}
    </p>
  );
}

/** Where the text was found in how many rows; empty while another one is looked for, and where one part alone is looked in. */
export function foundIn({ busy, foundIn: found }: PageModel['view']): string {
  return busy || found === null ? '' : foundText(found);
}

const FIND_TITLE = l10n.t(
  'Find rows that contain a text (Ctrl+F or /)\nEnter and Shift+Enter, F3 and Shift+F3 go from match to match\ninstruction:, response:, system:, source:, role:NAME and field:PATH: look there alone',
);

const SWITCHES = [
  { name: 'matchCase', icon: 'case-sensitive', label: l10n.t('Match Case (Alt+C)') },
  { name: 'wholeWord', icon: 'whole-word', label: l10n.t('Match Whole Word (Alt+W)') },
  { name: 'regex', icon: 'regex', label: l10n.t('Use Regular Expression (Alt+R)') },
] as const satisfies readonly { name: FindSwitch; icon: string; label: string }[];

/** Which of the rows that match is the current one, and ways to the others. */
function Place({ page, model: { current, view } }: Pick<FindFieldProps, 'page' | 'model'>): VNode {
  const isKnown = current !== null && view.rowCount > 0 && !view.busy;
  return (
    <>
      <span class="find-count">{isKnown ? placeText(current.viewIndex, view.rowCount) : ''}</span>
      <div class="switch find-steps">
        <IconButton icon="arrow-up" label={l10n.t('Previous match')} onClick={() => page.find.next(-1)} />
        <IconButton icon="arrow-down" label={l10n.t('Next match')} onClick={() => page.find.next(1)} />
      </div>
    </>
  );
}

interface TypedText {
  readonly text: string;
  /** Takes it in after a pause. */
  readonly type: (text: string) => void;
  /** @returns whether there was something new in it */
  readonly apply: () => boolean;
  readonly clear: () => void;
  readonly flip: (name: FindSwitch) => void;
}

function useTypedText(page: Page, { text: applied = '' }: ViewQuery): TypedText {
  const [text, setText] = useState(applied);
  const timer = useRef<number | undefined>(undefined);
  const ownText = useRef(applied);
  // With the drawing, not after it: what is typed in between would be taken back.
  useLayoutEffect(() => {
    if (applied !== ownText.current) setText(applied);
    ownText.current = applied;
  }, [applied]);
  const set = (query: ViewQuery): void => {
    window.clearTimeout(timer.current);
    ownText.current = query.text ?? '';
    if (query !== page.store.value.query) void page.view.setQuery(query);
  };
  const apply = (value: string): boolean => {
    window.clearTimeout(timer.current);
    const { query } = page.store.value;
    if ((query.text ?? '') === value || problemOf({ ...query, text: value }) !== null) return false;
    set(withText(query, value));
    return true;
  };
  return {
    text,
    type: (value) => {
      setText(value);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => apply(value), TYPING_PAUSE_MS);
    },
    apply: () => apply(text),
    clear: () => {
      setText('');
      apply('');
    },
    flip: (name) => {
      const { query } = page.store.value;
      const flipped = withFindSwitch(query, name, query[name] !== true);
      set(withText(flipped, problemOf({ ...flipped, text }) === null ? text : ''));
    },
  };
}

/** With Alt, as in the editor's own find field. */
const SWITCH_KEYS: ReadonlyMap<string, FindSwitch> = new Map([
  ['c', 'matchCase'],
  ['w', 'wholeWord'],
  ['r', 'regex'],
]);

/** What a key does in the field; null leaves it to the field. */
function actionOf({ key, altKey, shiftKey }: KeyboardEvent, page: Page, field: TypedText): (() => void) | null {
  if (altKey) {
    const name = SWITCH_KEYS.get(key.toLowerCase());
    return name === undefined ? null : () => field.flip(name);
  }
  switch (key) {
    case 'Enter':
    case 'F3':
      return () => {
        if (!field.apply()) page.find.next(shiftKey ? -1 : 1);
      };
    case 'ArrowDown':
      return () => {
        field.apply();
        page.table.focus();
      };
    case 'Escape':
      return () => {
        field.clear();
        page.table.focus();
      };
    default:
      return null;
  }
}
