/** Heights of the page's parts in pixels, as the style sheets give them. */
const TOOLBAR = 34;
const STATUS_LINE = 28;
const LINE = 26;
const HISTOGRAMS = 84;
const SPARKLINES = 24;
const TABLE_HEADER = 24;
/** Above the table, and between it and the details. */
const BORDERS = 2;
/** Of one line. */
const ROW = 22;

/** What a table is not to fall below while anything else can give way. */
const ENOUGH_ROWS = 8;

const LEAST_DETAILS_HEIGHT = 120;
const LEAST_DETAILS_WIDTH = 260;
/** Beside which the details may stand. */
const LEAST_TABLE_WIDTH = 440;
/** Histograms stand side by side, four of them with their gaps. */
const LEAST_HISTOGRAMS_WIDTH = 700;
const LEAST_SPARKLINES_WIDTH = 300;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** What would be shown if there were room for all of it. */
export interface LayoutWishes {
  readonly size: PageSize;
  readonly details: boolean;
  /** The details were asked for where there is no room beside the table: they take its place. */
  readonly detailsOver: boolean;
  /** Nothing but the details is wanted. */
  readonly alone: boolean;
  /** Second pane's share, 0-1. */
  readonly detailsShare: number;
  readonly histograms: boolean;
  /** Lines of text: errors and notices, which are always shown. */
  readonly messages: number;
  /** Lines that may be left out: the summary of a selection, the next step, a note. */
  readonly hints: number;
}

export interface PageLayout {
  /** In full, as one line of sparklines, or not at all. */
  readonly histograms: 'full' | 'line' | 'none';
  readonly details: 'aside' | 'below' | 'over' | 'closed';
  /** The details' width beside the table or height below it, in pixels. */
  readonly detailsPixels: number;
  readonly hints: boolean;
}

/**
 * Which parts of the page are shown in its size. What gives way, in this order, before the table falls under eight
 * rows: the details, the height of the histograms, lines that one can do without, the histograms.
 */
export function layoutPage(wishes: LayoutWishes): PageLayout {
  const { size, messages } = wishes;
  if (wishes.alone) return { histograms: 'none', hints: false, details: 'over', detailsPixels: 0 };
  const room = size.height - TOOLBAR - STATUS_LINE - messages * LINE - BORDERS - TABLE_HEADER - ENOUGH_ROWS * ROW;
  const around = partsAround(wishes, room);
  return { ...around, ...placeOfDetails(wishes, room - heightOf(around, wishes)) };
}

type PartsAround = Pick<PageLayout, 'histograms' | 'hints'>;

/** The largest that fits. @param room pixels beside a table of enough rows; negative where there is none */
function partsAround(wishes: LayoutWishes, room: number): PartsAround {
  const { histograms, size, hints } = wishes;
  const forms: readonly PageLayout['histograms'][] = !histograms
    ? ['none']
    : size.width >= LEAST_HISTOGRAMS_WIDTH
      ? ['full', 'line', 'none']
      : size.width >= LEAST_SPARKLINES_WIDTH
        ? ['line', 'none']
        : ['none'];
  for (const withHints of hints > 0 ? [true, false] : [false]) {
    for (const form of forms) {
      const parts = { histograms: form, hints: withHints };
      // Hints go before the last form of the histograms.
      const isLeastForm = form === 'none' && forms.length > 1;
      if (!(isLeastForm && withHints) && heightOf(parts, wishes) <= room) return parts;
    }
  }
  return { histograms: 'none', hints: false };
}

function heightOf({ histograms, hints }: PartsAround, wishes: LayoutWishes): number {
  const plots = { full: HISTOGRAMS, line: SPARKLINES, none: 0 }[histograms];
  return plots + (hints ? wishes.hints * LINE : 0);
}

/** @param room pixels of height that the table can spare */
function placeOfDetails(wishes: LayoutWishes, room: number): Pick<PageLayout, 'details' | 'detailsPixels'> {
  const { size, details, detailsOver, detailsShare } = wishes;
  if (!details) return { details: 'closed', detailsPixels: 0 };
  const widest = size.width - LEAST_TABLE_WIDTH;
  if (widest >= LEAST_DETAILS_WIDTH) {
    return { details: 'aside', detailsPixels: clamp(detailsShare * size.width, LEAST_DETAILS_WIDTH, widest) };
  }
  if (room >= LEAST_DETAILS_HEIGHT) {
    return { details: 'below', detailsPixels: clamp(detailsShare * size.height, LEAST_DETAILS_HEIGHT, room) };
  }
  return { details: detailsOver ? 'over' : 'closed', detailsPixels: 0 };
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.min(Math.max(value, least), most));
}
