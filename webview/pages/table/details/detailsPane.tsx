import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TurnMessage } from '../../../../src/dataset/conversation';
import type { RowDetail, TurnDetail } from '../../../../src/protocol/dataset';
import { TURN_SIGNALS } from '../../../../src/protocol/signals';
import { spokenWords } from '../../../../src/wording/errorText';
import { describeStatus, headlines, rowPreview } from '../../../../src/wording/rowCard';
import { SIGNAL_TEXTS } from '../../../../src/wording/signalTexts';
import { formatCount } from '../../../../src/wording/numbers';
import { mappingHint } from '../../../../src/wording/readingText';
import { turnMessages } from '../../../../src/wording/rowMessages';
import { IconButton } from '../../../kit/controls/iconButton';
import { Icon } from '../../../kit/controls/iconView';
import { keepFocus } from '../../../kit/layout/keepFocus';
import { tableAction, type TableCommand } from '../grid/keyboard';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { ComparedRows } from '../compare/comparedRows';
import { withoutDetails } from '../toolbar/toolbarActions';
import { DecisionMarks } from './decisionMarks';
import { EditableMessage } from './editableMessage';
import { Content, Titled } from './message';
import { NearDuplicates } from './nearDuplicates';
import { RowSourceView } from './rowSourceView';
import { ScoreBar } from './scoreBar';
import { ScoreReasons } from './scoreReasons';
import { TrainingView } from './trainingView';

interface DetailsPaneProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly paneRef: (element: HTMLElement | null) => void;
}

/** Everything about the current row. */
export function DetailsPane({ page, model, paneRef }: DetailsPaneProps): VNode {
  const { detail } = model;
  const body = useRef<HTMLDivElement | null>(null);
  useLayoutEffect(() => {
    if (body.current !== null) body.current.scrollTop = 0;
  }, [detail?.rowIndex]);
  useLayoutEffect(() => (body.current === null ? undefined : keepFocus(body.current)), []);
  return (
    <aside class="details" aria-label={l10n.t('Row details')} onKeyDown={(event) => detailsKey(page, event)}>
      <header>
        <h2>{detail === null ? l10n.t('Details') : l10n.t('Line {0}', formatCount(detail.lineNumber))}</h2>
        <span class="details-status" data-status={detail?.status}>
          {detail === null ? '' : headline(detail)}
        </span>
        <IconButton
          icon="checklist"
          label={l10n.t('Review')}
          title={l10n.t('Review rows one by one')}
          pressed={model.review !== null}
          onClick={() => page.commands.run('review')}
        />
        <ReadingButtons page={page} model={model} />
        <IconButton
          icon="close"
          label={l10n.t('Close details')}
          onClick={() => {
            page.store.set(withoutDetails(page.store.value));
            backToTable(page);
          }}
        />
      </header>
      {/* What scrolls has the focus, so that the keyboard reads a long row. */}
      <div
        class="details-body"
        role="region"
        aria-label={l10n.t('Contents of the row')}
        tabIndex={0}
        data-row={detail?.rowIndex}
        ref={(element) => {
          body.current = element;
          paneRef(element);
        }}
      >
        {detail === null ? (
          <p class="hint">{l10n.t('No row is chosen.')}</p>
        ) : (
          <Row key={detail.rowIndex} page={page} model={model} row={detail} />
        )}
      </div>
    </aside>
  );
}

/** How the row is read: rendered, as it is written, or as a model is trained on it. */
function ReadingButtons({ page: { store }, model }: { readonly page: Page; readonly model: PageModel }): VNode {
  const { rendered, comparison } = model;
  const training = showsTraining(model);
  return (
    <>
      <IconButton
        icon={rendered ? 'markdown' : 'code'}
        label={l10n.t('Rendered')}
        title={rendered && !training ? l10n.t('Show texts as they are written') : l10n.t('Show texts rendered')}
        pressed={rendered && !training}
        onClick={() => store.set({ rendered: training || !rendered, training: false })}
      />
      <IconButton
        icon="mortar-board"
        label={l10n.t('Training view')}
        title={training ? l10n.t('Show the row’s messages') : l10n.t('Show the row as a model is trained on it')}
        pressed={training}
        disabled={comparison.isOn}
        onClick={() => store.set({ training: !training })}
      />
    </>
  );
}

/** Two rows beside each other are compared by their texts. */
function showsTraining({ training, comparison }: PageModel): boolean {
  return training && !comparison.isOn;
}

/** Keys that mean something else in the details: Enter presses what has the focus, Ctrl+A and Ctrl+C are about text. */
const NOT_HERE: ReadonlySet<TableCommand> = new Set<TableCommand>(['openDetails', 'markAll', 'copyRows']);

/** The table's commands, where no control of the details wants the key; arrows and their like scroll. */
export function detailsKey(page: Page, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.target instanceof HTMLTextAreaElement) return;
  const action = tableAction(event);
  if (action?.kind !== 'command' || NOT_HERE.has(action.command)) return;
  event.preventDefault();
  if (action.command !== 'leaveDetails') {
    page.commands.run(action.command);
    return;
  }
  page.store.set({ detailsOver: false, review: null });
  backToTable(page);
}

/** Details that stood in place of the table leave it by the next frame; a key may have led elsewhere until then. */
function backToTable({ table }: Page): void {
  table.focus();
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) table.focus();
  });
}

/** A bad row says why below, where there is room. */
function headline(row: RowDetail): string {
  return row.excerpt === undefined ? describeStatus(row) : l10n.t('unscored');
}

interface RowProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly row: RowDetail;
}

function Row({ page, model, row }: RowProps): VNode {
  const { rendered } = model;
  if (model.comparison.isOn) return <ComparedRows page={page} model={model} row={row} />;
  if (showsTraining(model) && row.excerpt === undefined) return <TrainingView page={page} model={model} row={row} />;
  return (
    <>
      {row.excerpt === undefined ? null : <BadRow row={row} />}
      <DecisionMarks page={page} row={row} />
      {row.turns.length === 0 ? null : <Headline page={page} row={row} />}
      {row.notEmbedded === undefined ? null : (
        <Note text={l10n.t('Truncated for embedding: {0}', spokenWords(row.notEmbedded))} />
      )}
      <NearDuplicates page={page} row={row} />
      {row.system === undefined ? null : (
        <EditableMessage page={page} model={model} place={{ rowIndex: row.rowIndex, turn: 0, ...system(row.system) }} />
      )}
      {row.turns.map((turn, index) => (
        <Turn key={index} page={page} model={model} rowIndex={row.rowIndex} turn={turn} number={index + 1} />
      ))}
      <OtherResponses row={row} rendered={rendered} />
      <RowSourceView page={page} model={model} row={row} />
      {/* Last: they arrive when the rest is being read already, and move nothing of it here. */}
      <ScoreReasons page={page} row={row} />
    </>
  );
}

/** What else could have been said in the last turn. */
function OtherResponses({ row, rendered }: { readonly row: RowDetail; readonly rendered: boolean }): VNode {
  return (
    <>
      {row.isRejected === undefined ? null : (
        <p class="note">
          <Icon name="info" /> {l10n.t('The label of this row rejects its response.')}
        </p>
      )}
      {(row.alternatives ?? []).map((text, index) => (
        <Titled key={`alternative ${index}`} name="alternative" title={l10n.t('Alternative')} text={text}>
          <Content role="assistant" text={text} rendered={rendered} />
        </Titled>
      ))}
      {(row.rejected ?? []).map((text, index) => (
        <Titled key={`rejected ${index}`} name="rejected" title={l10n.t('Rejected')} text={text}>
          <Content role="assistant" text={text} rendered={rendered} />
        </Titled>
      ))}
    </>
  );
}

function BadRow({ row }: { readonly row: RowDetail }): VNode {
  return (
    <section class="bad-row">
      <p class="reason">
        <Icon name="warning" /> {rowPreview(row)}
        {mappingHint(row.mapping)}
      </p>
      <pre class="excerpt">{row.excerpt}</pre>
    </section>
  );
}

/** What is told of the row in one line. */
function Headline({ page, row }: { readonly page: Page; readonly row: RowDetail }): VNode {
  return (
    <p class="hint headline">
      {headlines(row).join(' · ')}
      {row.heuristicScores ? (
        <>
          {' · '}
          <button type="button" class="link" onClick={() => page.host.run('deita.showModelCard')}>
            {l10n.t('heuristic default')}
          </button>
        </>
      ) : null}
    </p>
  );
}

/** A turn's scores, beside its heading; none before there are any. */
function TurnScores({ turn }: { readonly turn: TurnDetail }): VNode | null {
  if (TURN_SIGNALS.every((signal) => turn[signal] === undefined)) return null;
  return (
    <span class="turn-scores">
      {TURN_SIGNALS.map((signal) => (
        <span key={signal}>
          {SIGNAL_TEXTS[signal].title} <ScoreBar signal={signal} score={turn[signal]} />
        </span>
      ))}
    </span>
  );
}

function system(text: string): TurnMessage {
  return { role: 'system', text };
}

interface TurnProps extends Omit<RowProps, 'row'> {
  readonly rowIndex: number;
  readonly turn: TurnDetail;
  /** From 1. */
  readonly number: number;
}

function Turn({ page, model, rowIndex, turn, number }: TurnProps): VNode {
  return (
    <section class="turn" aria-label={l10n.t('Turn {0}', formatCount(number))}>
      <div class="turn-head">
        <h3>{l10n.t('Turn {0}', formatCount(number))}</h3>
        <TurnScores turn={turn} />
      </div>
      {turnNotes(turn).map((note) => (
        <Note key={note} text={note} />
      ))}
      {turnMessages(turn).map((message, index) => (
        <EditableMessage key={index} page={page} model={model} place={{ rowIndex, turn: number, ...message }} />
      ))}
    </section>
  );
}

function Note({ text }: { readonly text: string }): VNode {
  return (
    <p class="note">
      <Icon name="info" /> {text}
    </p>
  );
}

function turnNotes(turn: TurnDetail): string[] {
  const notes: string[] = [];
  if (turn.unscoredReason !== undefined) notes.push(l10n.t('Unscored: {0}', spokenWords(turn.unscoredReason)));
  if (turn.truncated !== undefined) notes.push(l10n.t('Truncated for scoring: {0}', spokenWords(turn.truncated)));
  if (turn.outsideLanguage === true) notes.push(l10n.t("Outside the default scorer's language"));
  return notes;
}
