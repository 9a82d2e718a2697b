import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../../src/wording/numbers';
import type { Store } from '../../../kit/store/store';
import { textRanges } from '../../../kit/text/textRanges';
import type { Navigation } from '../state/navigation';
import type { PageModel } from '../state/pageModel';
import { soughtText, type SoughtText } from './soughtText';

/** Of all matches, and of the one that next and previous go from; the style sheet knows them by these names. */
const MATCHES = 'deita-find';
const CURRENT = 'deita-find-current';
/** In one text: more are not told apart by anybody. */
const MAX_IN_TEXT = 500;

type Kind = SoughtText['scope']['kind'];

const IN_TABLE: Readonly<Partial<Record<Kind, string>>> = {
  texts: '.cell.instruction, .cell.response',
  instruction: '.cell.instruction',
  response: '.cell.response',
};
const TEXTS = ':is(.text, .markdown, .tool pre, .excerpt)';
const IN_DETAILS: Readonly<Partial<Record<Kind, string>>> = {
  texts: TEXTS,
  instruction: `.message.user ${TEXTS}`,
  response: `.message:not(.user, .system) ${TEXTS}`,
  system: `.message.system ${TEXTS}`,
};

/**
 * Marks what a text filter looks for where it is shown, and goes from match to match: through those of the current row
 * while the details show it, then to the next row. Nothing that is drawn changes for it (CSS custom highlights).
 */
export class FindMarks {
  readonly #matches = new Highlight();
  readonly #current = new Highlight();
  #sought: SoughtText | null = null;
  #query: PageModel['query'] | null = null;
  /** In the details, in their order. */
  #inDetails: readonly Range[] = [];
  #at = 0;
  /** Where to begin in the row that comes next. */
  #landing: 'first' | 'last' = 'first';
  /** Whose details `#inDetails` are, and for which query. */
  #place = '';
  #isDue = false;

  constructor(
    private readonly store: Store<PageModel>,
    private readonly navigation: Pick<Navigation, 'moveTo'>,
  ) {
    this.#current.priority = 1;
    CSS.highlights.set(MATCHES, this.#matches);
    CSS.highlights.set(CURRENT, this.#current);
    store.subscribe((model, previous) => {
      if (model.query !== previous.query) this.#schedule();
    });
  }

  /** @param root holds table and details @returns ends it */
  follow(root: HTMLElement): () => void {
    this.#mark = () => this.#markIn(root);
    const observer = new MutationObserver(() => {
      if (this.#sought !== null) this.#schedule();
    });
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    this.#schedule();
    return () => observer.disconnect();
  }

  /** Goes to the next match, or the one before; past the last row, to the first. Nowhere while nothing is looked for. */
  next(step: 1 | -1): void {
    const { current, view, detail, query } = this.store.value;
    if (query.text === undefined) return;
    const isShown =
      detail !== null && detail.rowIndex === current?.rowIndex && this.#placeOf(detail.rowIndex) === this.#place;
    const at = this.#at + step;
    if (isShown && at >= 0 && at < this.#inDetails.length) {
      this.#goTo(at);
      return;
    }
    if (view.rowCount === 0) return;
    const viewIndex = ((current?.viewIndex ?? 0) + step + view.rowCount) % view.rowCount;
    this.#landing = step === 1 ? 'first' : 'last';
    if (isShown && viewIndex === current.viewIndex) this.#goTo(step === 1 ? 0 : this.#inDetails.length - 1);
    else this.navigation.moveTo(viewIndex);
    this.store.set({ announcement: placeText(viewIndex, view.rowCount) });
  }

  #mark: () => void = () => undefined;

  /** Once a frame, after what has changed is drawn. */
  #schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#mark();
    });
  }

  #markIn(root: HTMLElement): void {
    const { query } = this.store.value;
    if (query !== this.#query) this.#sought = soughtText(query);
    this.#query = query;
    const details = root.querySelector<HTMLElement>('.details-body');
    this.#inDetails = details === null ? [] : this.#rangesInDetails(details);
    const inTable = this.#rangesIn(root, this.#among(IN_TABLE), '.row:not([hidden], .pending) ');
    this.#matches.clear();
    for (const range of [...inTable, ...this.#inDetails]) this.#matches.add(range);
    this.#settle(details?.dataset['row'] ?? '');
  }

  #rangesInDetails(details: HTMLElement): Range[] {
    const sought = this.#sought;
    if (sought?.scope.kind !== 'role') return this.#rangesIn(details, this.#among(IN_DETAILS));
    const messages = `.message:is(${sought.scope.roles.map((role) => `.${role}`).join(', ')})`;
    if (!sought.isRoleAlone) return this.#rangesIn(details, `${messages} ${TEXTS}`);
    return [...details.querySelectorAll(`${messages} .role`)].map(rangeOf);
  }

  #among(selectors: typeof IN_DETAILS): string | undefined {
    return this.#sought === null ? undefined : selectors[this.#sought.scope.kind];
  }

  #rangesIn(element: HTMLElement, selector: string | undefined, within = ''): Range[] {
    const sought = this.#sought;
    if (sought === null || selector === undefined) return [];
    const texts = element.querySelectorAll(
      selector
        .split(', ')
        .map((each) => within + each)
        .join(', '),
    );
    return [...texts].flatMap((text) => textRanges(text, (found) => sought.finder.ranges(found, MAX_IN_TEXT)));
  }

  /** Shows the match that is come to in a row that was not shown before; stays where one is otherwise. */
  #settle(row: string): void {
    const place = this.#placeOf(row);
    const last = this.#inDetails.length - 1;
    if (place === this.#place) {
      this.#at = Math.max(0, Math.min(this.#at, last));
      this.#showCurrent();
      return;
    }
    this.#place = place;
    this.#goTo(this.#landing === 'last' ? Math.max(0, last) : 0);
    this.#landing = 'first';
  }

  #placeOf(row: number | string): string {
    const { text, regex, matchCase, wholeWord } = this.store.value.query;
    return JSON.stringify([String(row), text, regex, matchCase, wholeWord]);
  }

  #goTo(at: number): void {
    this.#at = at;
    this.#showCurrent();
    const range = this.#inDetails[at];
    if (range !== undefined) bringIntoSight(range);
  }

  #showCurrent(): void {
    const range = this.#inDetails[this.#at];
    this.#current.clear();
    if (range !== undefined) this.#current.add(range);
  }
}

/** Which of the rows that match the current one is. */
export function placeText(viewIndex: number, rowCount: number): string {
  return l10n.t('{0} of {1}', formatCount(viewIndex + 1), formatCount(rowCount));
}

function rangeOf(element: Element): Range {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range;
}

function bringIntoSight(range: Range): void {
  const element = range.startContainer.parentElement;
  const body = element?.closest<HTMLElement>('.details-body') ?? null;
  if (element === null || body === null) return;
  unfold(element);
  const { top, bottom } = range.getBoundingClientRect();
  const seen = body.getBoundingClientRect();
  if (top < seen.top || bottom > seen.bottom) body.scrollTop += top - seen.top - seen.height / 3;
}

/** Opens what an element is folded away in. */
function unfold(element: Element): void {
  const fold = element.closest<HTMLDetailsElement>('details:not([open])');
  if (fold === null) return;
  fold.open = true;
  unfold(fold);
}
