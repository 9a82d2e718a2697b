import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RowDetail, TurnDetail } from '../../../../src/protocol/dataset';
import { TURN_SIGNALS } from '../../../../src/protocol/signals';
import { describeStatus, headlines } from '../../../../src/wording/rowCard';
import { SIGNAL_TEXTS } from '../../../../src/wording/signalTexts';
import { formatCount } from '../../../../src/wording/numbers';
import { mappingHint } from '../../../../src/wording/readingText';
import { IconButton } from '../../../kit/controls/iconButton';
import { Icon } from '../../../kit/controls/iconView';
import { tableAction } from '../grid/keyboard';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { ComparedRows } from '../compare/comparedRows';
import { withoutDetails } from '../toolbar/toolbarActions';
import { LongText } from './longText';
import { NearDuplicates } from './nearDuplicates';
import { ScoreBar } from './scoreBar';
import { ScoreReasons } from './scoreReasons';

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
  return (
    <aside class="details" aria-label="Row details" onKeyDown={(event) => keyPressed(page, event)}>
      <header>
        <h2>{detail === null ? 'Details' : `Line ${formatCount(detail.lineNumber)}`}</h2>
        <span class="details-status" data-status={detail?.status}>
          {detail === null ? '' : headline(detail)}
        </span>
        <IconButton
          icon="close"
          label="Close details"
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
        ref={(element) => {
          body.current = element;
          paneRef(element);
        }}
      >
        {detail === null ? (
          <p class="hint">No row is chosen.</p>
        ) : (
          <Row key={detail.rowIndex} page={page} model={model} row={detail} />
        )}
      </div>
    </aside>
  );
}

/** The table's commands, where no control of the details wants the key; arrows and their like scroll. */
function keyPressed(page: Page, event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const action = tableAction(event);
  if (action?.kind !== 'command' || action.command === 'openDetails') return;
  event.preventDefault();
  if (action.command !== 'leaveDetails') {
    page.commands.run(action.command);
    return;
  }
  page.store.set({ detailsOver: false });
  backToTable(page);
}

/** Details that stood in place of the table leave it by the next frame. */
function backToTable({ table }: Page): void {
  table.focus();
  requestAnimationFrame(() => table.focus());
}

/** A bad row says why below, where there is room. */
function headline(row: RowDetail): string {
  return row.excerpt === undefined ? describeStatus(row) : 'unscored';
}

interface RowProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly row: RowDetail;
}

function Row({ page, model, row }: RowProps): VNode {
  if (model.comparison.isOn) return <ComparedRows page={page} model={model} row={row} />;
  return (
    <>
      {row.excerpt === undefined ? null : <BadRow row={row} />}
      {row.turns.length === 0 ? null : <Scores page={page} row={row} />}
      {row.notEmbedded === undefined ? null : <Note text={`Truncated for embedding: ${row.notEmbedded}`} />}
      <NearDuplicates page={page} row={row} />
      {row.system === undefined ? null : <Message role="System" text={row.system} />}
      {row.turns.map((turn, index) => (
        <Turn key={index} turn={turn} number={row.turns.length > 1 ? index + 1 : null} />
      ))}
      <OtherResponses row={row} />
      {/* Last: they arrive when the rest is being read already, and move nothing of it here. */}
      <ScoreReasons page={page} row={row} />
    </>
  );
}

/** What else could have been said in the last turn. */
function OtherResponses({ row }: { readonly row: RowDetail }): VNode {
  return (
    <>
      {row.isRejected === undefined ? null : (
        <p class="note">
          <Icon name="info" /> The label of this row rejects its response.
        </p>
      )}
      {(row.alternatives ?? []).map((text, index) => (
        <Message key={`alternative ${index}`} role="Alternative" text={text} />
      ))}
      {(row.rejected ?? []).map((text, index) => (
        <Message key={`rejected ${index}`} role="Rejected" text={text} />
      ))}
    </>
  );
}

function BadRow({ row }: { readonly row: RowDetail }): VNode {
  return (
    <section class="bad-row">
      <p class="reason">
        <Icon name="warning" /> {row.reason ?? row.preview}
        {mappingHint(row.mapping)}
      </p>
      <pre class="excerpt">{row.excerpt}</pre>
    </section>
  );
}

function Scores({ page, row }: { readonly page: Page; readonly row: RowDetail }): VNode {
  return (
    <section>
      <table class="scores" aria-label="Scores by turn">
        <thead>
          <tr>
            <th scope="col">Turn</th>
            {TURN_SIGNALS.map((signal) => (
              <th key={signal} scope="col">
                {SIGNAL_TEXTS[signal].title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row.turns.map((turn, index) => (
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              {TURN_SIGNALS.map((signal) => (
                <td key={signal}>
                  <ScoreBar signal={signal} score={turn[signal]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">
        {headlines(row).join(' · ')}
        {row.heuristicScores ? (
          <>
            {' · '}
            <button type="button" class="link" onClick={() => page.host.run('deita.showModelCard')}>
              heuristic default
            </button>
          </>
        ) : null}
      </p>
    </section>
  );
}

function Turn({ turn, number }: { readonly turn: TurnDetail; readonly number: number | null }): VNode {
  return (
    <section class="turn" aria-label={number === null ? 'Conversation' : `Turn ${number}`}>
      {number === null ? null : <h3>Turn {number}</h3>}
      {turnNotes(turn).map((note) => (
        <Note key={note} text={note} />
      ))}
      <Message role="User" text={turn.instruction} />
      <Message role="Assistant" text={turn.response} />
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

function Message({ role, text }: { readonly role: string; readonly text: string }): VNode {
  return (
    <div class={`message ${role.toLowerCase()}`}>
      <h3>{role}</h3>
      {text === '' ? <p class="hint">empty</p> : <LongText text={text} />}
    </div>
  );
}

function turnNotes(turn: TurnDetail): string[] {
  const notes: string[] = [];
  if (turn.unscoredReason !== undefined) notes.push(`Unscored: ${turn.unscoredReason}`);
  if (turn.truncated !== undefined) notes.push(`Truncated for scoring: ${turn.truncated}`);
  if (turn.outsideLanguage === true) notes.push("Outside the default scorer's language");
  return notes;
}
