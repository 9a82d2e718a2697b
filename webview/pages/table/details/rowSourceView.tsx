import * as l10n from '@vscode/l10n';
import { Fragment, type VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isCancelled } from '../../../../src/common/errors';
import type { RowDetail, RowSource, ShownField } from '../../../../src/protocol/dataset';
import { formatCount } from '../../../../src/wording/numbers';
import { CodeBlock } from '../../../kit/text/codeBlock';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { LongText } from './longText';

/** Of fields, before they are unfolded. */
const MOST_NAMES = 12;

interface RowSourceViewProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly row: RowDetail;
}

/** The rest of a row, folded: the fields that are no part of its conversation, and the JSON that it is. */
export function RowSourceView({ page, model: { unfolded }, row }: RowSourceViewProps): VNode {
  const { otherFields = [] } = row;
  const source = useSource(page, row, unfolded.raw || (unfolded.fields && otherFields.length > 0));
  const unfold = (part: keyof PageModel['unfolded'], open: boolean): void => {
    const { unfolded: now } = page.store.value;
    if (now[part] !== open) page.store.set({ unfolded: { ...now, [part]: open } });
  };
  return (
    <>
      {otherFields.length === 0 ? null : (
        <details
          class="other-fields"
          open={unfolded.fields}
          onToggle={({ currentTarget }) => unfold('fields', currentTarget.open)}
        >
          <summary>
            {l10n.t('Other fields')} <span class="names">({namesIn(otherFields)})</span>
          </summary>
          {source === null ? null : <Fields page={page} fields={source.fields} count={otherFields.length} />}
        </details>
      )}
      <details class="raw-row" open={unfolded.raw} onToggle={({ currentTarget }) => unfold('raw', currentTarget.open)}>
        <summary>{l10n.t('Raw JSON')}</summary>
        {source === null ? null : <RawRow page={page} source={source} />}
      </details>
    </>
  );
}

function namesIn(fields: readonly string[]): string {
  return [...fields.slice(0, MOST_NAMES), ...(fields.length > MOST_NAMES ? ['…'] : [])].join(', ');
}

/** Asked for when something of it is unfolded. @returns null until it is there */
function useSource(page: Page, row: RowDetail, isWanted: boolean): RowSource | null {
  const [source, setSource] = useState<RowSource | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    const asking = new AbortController();
    page.details
      .source(row.rowIndex, asking.signal)
      .then(setSource)
      .catch((error: unknown) => {
        if (!isCancelled(error)) page.errors.show(error);
      });
    return () => asking.abort();
  }, [row, isWanted]);
  return isWanted ? source : null;
}

interface FieldsProps {
  readonly page: Page;
  readonly fields: readonly ShownField[];
  /** Of all of them. */
  readonly count: number;
}

/** Texts alone, whatever they hold: nothing of a row is markup. */
function Fields({ page, fields, count }: FieldsProps): VNode {
  return (
    <>
      <FieldList page={page} fields={fields} />
      {fields.length === count ? null : (
        <p class="hint">{l10n.t('The first {0} of {1} fields.', formatCount(fields.length), formatCount(count))}</p>
      )}
    </>
  );
}

function FieldList({ page, fields }: Omit<FieldsProps, 'count'>): VNode {
  return (
    <dl class="other-field">
      {fields.map((field) => (
        <Fragment key={field.name}>
          <dt>{field.name}</dt>
          <dd>
            {field.isJson === true ? <FoldedJson field={field} /> : <LongText text={field.text} />}
            <CutNote page={page} shown={field.text} length={field.length} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function FoldedJson({ field: { name, text } }: { readonly field: ShownField }): VNode {
  return (
    <details open>
      <summary>{l10n.t('JSON of {0}', name)}</summary>
      <CodeBlock text={text} />
    </details>
  );
}

function RawRow({ page, source: { text, length } }: { readonly page: Page; readonly source: RowSource }): VNode {
  return (
    <>
      <LongText text={text} />
      <CutNote page={page} shown={text} length={length} />
    </>
  );
}

interface CutNoteProps {
  readonly page: Page;
  readonly shown: string;
  /** Of the whole; undefined = all of it is shown. */
  readonly length: number | undefined;
}

function CutNote({ page, shown, length }: CutNoteProps): VNode | null {
  if (length === undefined) return null;
  return (
    <p class="hint">
      {l10n.t('The first {0} of {1} characters.', formatCount(shown.length), formatCount(length))}{' '}
      <button type="button" class="link" onClick={page.jobs.openAsText}>
        {l10n.t('Open as Text')}
      </button>
    </p>
  );
}
