import type { VNode } from 'preact';
import { formatSimilarity } from '../../../../src/wording/numbers';
import { IconButton } from '../../../kit/controls/iconButton';
import { Button, TextField } from '../../../kit/controls/toolkit';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { parseBudget, parseFields, parseThreshold, type RunFields } from '../state/runFields';
import { JobLine } from '../../../kit/job/jobLine';

interface ToolbarProps {
  readonly page: Page;
  readonly model: PageModel;
}

/** Parameters and actions of a run, the models it uses, and its progress. */
export function Toolbar({ page, model }: ToolbarProps): VNode {
  const { settings, fields, job } = model;
  const change = (changed: Partial<RunFields>): void => page.store.set({ fields: { ...fields, ...changed } });
  const recommended = settings.recommendedThreshold;
  const threshold = thresholdTexts(recommended, settings.embedderLabel);
  const submitOnEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') page.jobs.select();
  };
  return (
    <div class="toolbar" role="group" aria-label="Selection">
      <label class="field">
        <span aria-hidden="true">Budget</span>
        <TextField
          class="number-field"
          label="Budget: rows to keep, -1 for no limit"
          title="Rows to keep; -1 for no limit"
          value={fields.budget}
          invalid={parseBudget(fields.budget) === null}
          onInput={(budget) => change({ budget })}
          onKeyDown={submitOnEnter}
        />
      </label>
      <label class="field">
        <span aria-hidden="true">Threshold</span>
        <TextField
          class="threshold-field"
          label={`Threshold: largest cosine similarity between selected rows; ${threshold.whenEmpty}`}
          title={`Rows more similar than this to a selected row are near-duplicates.\n${threshold.advice}`}
          placeholder={threshold.placeholder}
          value={fields.threshold}
          invalid={parseThreshold(fields.threshold, recommended) === null}
          onInput={(threshold) => change({ threshold })}
          onKeyDown={submitOnEnter}
        />
      </label>
      {recommended === null && fields.threshold.trim() === '' && job === null ? (
        <button
          type="button"
          class="link"
          title={threshold.advice}
          onClick={() => page.host.run('deita.calibrateThreshold')}
        >
          Calibrate…
        </button>
      ) : null}
      <RunButton page={page} model={model} />
      {job === null ? <Models page={page} model={model} /> : <JobLine job={job} />}
      <ToolbarActions page={page} model={model} />
    </div>
  );
}

/** Starts a run, or ends the one that is under way. */
function RunButton({ page, model: { info, job, fields, settings } }: ToolbarProps): VNode {
  if (job !== null) {
    return (
      <Button kind="secondary" class="run" onClick={() => page.host.run('deita.cancel')}>
        Cancel
      </Button>
    );
  }
  const nothingToRun =
    info.rowCount === info.problemCount || parseFields(fields, settings.recommendedThreshold) === null;
  return (
    <Button kind="primary" class="run" onClick={page.jobs.select} disabled={nothingToRun}>
      Select
    </Button>
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
      whenEmpty: 'none is known for this embedder',
      advice: `No threshold is known for ${embedder}: calibrate it by looking at pairs of rows, or type one.`,
      placeholder: 'None known',
    };
  }
  const value = formatSimilarity(recommended);
  return {
    whenEmpty: `empty for the recommended ${value}`,
    advice: `Empty: ${value}, recommended for ${embedder}`,
    placeholder: `${value} recommended`,
  };
}

function Models({ page, model: { settings } }: ToolbarProps): VNode {
  return (
    <div class="models">
      <span class="model" title={`Scorer: ${settings.scorerLabel}`}>
        <span>Scorer</span>
        {settings.heuristicScorer ? (
          <button
            type="button"
            class="link"
            title="What the heuristic default can and cannot do"
            onClick={() => page.host.run('deita.showModelCard')}
          >
            {settings.scorerLabel}
          </button>
        ) : (
          <span class="value">{settings.scorerLabel}</span>
        )}
      </span>
      <span class="model" title={`Embedder: ${settings.embedderLabel}`}>
        <span>Embedder</span> <span class="value">{settings.embedderLabel}</span>
      </span>
      <IconButton
        icon="plug"
        label="Connect a scorer or embedder on a server"
        onClick={() => page.host.run('deita.connectScorer')}
      />
      <IconButton
        icon="settings-gear"
        label="Change scorer and embedder"
        onClick={() => page.host.run('deita.internal.openSettings')}
      />
    </div>
  );
}

function ToolbarActions({ page, model: { info, job } }: ToolbarProps): VNode {
  return (
    <div class="actions">
      <IconButton
        icon="copy"
        label="Find near-duplicates in the whole pool"
        disabled={job !== null || info.rowCount === 0}
        onClick={page.jobs.findNearDuplicates}
      >
        <div class="action-label">Find Near-Duplicates</div>
      </IconButton>
      <IconButton
        icon="export"
        label="Export the selected rows"
        disabled={job !== null || info.selection === null}
        onClick={() => page.host.run('deita.export')}
      >
        <div class="action-label">Export</div>
      </IconButton>
      <IconButton icon="go-to-file" label="Open the file as text" onClick={page.jobs.openAsText}>
        <div class="action-label">Open as Text</div>
      </IconButton>
    </div>
  );
}
