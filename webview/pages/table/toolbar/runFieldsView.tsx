import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { readBudget } from '../../../../src/choices/budget';
import { parseThreshold, usesThreshold, type RunFields } from '../../../../src/protocol/pages/runFields';
import { formatThreshold } from '../../../../src/wording/numbers';
import { TextField } from '../../../kit/controls/toolkit';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';

const BUDGET_FORMS = l10n.t('rows to keep (such as 6000, or -1 for no limit), a share (10%) or tokens (2M tokens)');

interface RunFieldsProps {
  readonly page: Page;
  readonly model: PageModel;
}

/** Budget and, where the strategy has one, threshold of the next run. */
export function RunFieldsView({ page, model }: RunFieldsProps): VNode {
  const { settings, fields } = model;
  const change = (changed: Partial<RunFields>): void => page.store.set({ fields: { ...fields, ...changed } });
  const recommended = settings.recommendedThreshold;
  const threshold = thresholdTexts(recommended, settings.embedderLabel);
  const submitOnEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') page.jobs.select();
  };
  return (
    <>
      <label class="field">
        <span aria-hidden="true">{l10n.t('Budget')}</span>
        <TextField
          class="number-field"
          label={l10n.t('Budget: {0}', BUDGET_FORMS)}
          title={BUDGET_FORMS}
          value={fields.budget}
          invalid={'expected' in readBudget(fields.budget)}
          onInput={(budget) => change({ budget })}
          onKeyDown={submitOnEnter}
        />
      </label>
      {usesThreshold(settings) ? (
        <label class="field">
          <span aria-hidden="true">{l10n.t('Threshold')}</span>
          <TextField
            class="threshold-field"
            label={l10n.t('Threshold: largest cosine similarity between selected rows; {0}', threshold.whenEmpty)}
            title={`${l10n.t('Rows more similar than this to a selected row are near-duplicates.')}\n${threshold.advice}`}
            placeholder={threshold.placeholder}
            value={fields.threshold}
            invalid={parseThreshold(fields.threshold, recommended) === null}
            onInput={(typed) => change({ threshold: typed })}
            onKeyDown={submitOnEnter}
          />
        </label>
      ) : null}
    </>
  );
}

/** The way to a threshold where none is known and none is typed. */
export function CalibrateLink({ page, model: { settings, fields } }: RunFieldsProps): VNode | null {
  const { recommendedThreshold, embedderLabel } = settings;
  if (!usesThreshold(settings) || recommendedThreshold !== null || fields.threshold.trim() !== '') return null;
  return (
    <button
      type="button"
      class="link"
      title={thresholdTexts(recommendedThreshold, embedderLabel).advice}
      onClick={() => page.host.run('deita.calibrateThreshold')}
    >
      {l10n.t('Calibrate…')}
    </button>
  );
}

interface ThresholdTexts {
  readonly whenEmpty: string;
  readonly advice: string;
  readonly placeholder: string;
}

function thresholdTexts(recommended: number | null, embedder: string): ThresholdTexts {
  if (recommended === null) {
    return {
      whenEmpty: l10n.t('none is known for this embedder'),
      advice: l10n.t('No threshold is known for {0}: calibrate it by looking at pairs of rows, or type one.', embedder),
      placeholder: l10n.t('None known'),
    };
  }
  const value = formatThreshold(recommended);
  return {
    whenEmpty: l10n.t('empty for the recommended {0}', value),
    advice: l10n.t('Empty: {0}, recommended for {1}', value, embedder),
    placeholder: l10n.t('{0} recommended', value),
  };
}
