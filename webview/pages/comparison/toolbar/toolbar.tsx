import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { IconButton } from '../../../kit/controls/iconButton';
import { Button, Dropdown, TextField } from '../../../kit/controls/toolkit';
import { JobLine } from '../../../kit/job/jobLine';
import type { Page } from '../page';
import { parseBudget, type ComparisonModel } from '../state/comparisonModel';

interface ToolbarProps {
  readonly page: Page;
  readonly model: ComparisonModel;
}

/** Stands for no scorer, but for choosing the folder of one. */
const ANOTHER = 'another';

/** Which two scorers, at which budget, and the progress of comparing them. */
export function Toolbar({ page, model }: ToolbarProps): VNode {
  const { budget, job } = model;
  return (
    <div class="toolbar" role="group" aria-label={l10n.t('Comparison')}>
      <Scorer page={page} model={model} place="a" label={l10n.t('Scorer A')} />
      <IconButton icon="arrow-swap" label={l10n.t('Swap A and B')} onClick={() => page.comparing.swap()} />
      <Scorer page={page} model={model} place="b" label={l10n.t('Scorer B')} />
      <label class="field">
        <span aria-hidden="true">{l10n.t('Budget')}</span>
        <TextField
          class="number-field"
          label={l10n.t('Budget: rows of the selections that are compared')}
          title={l10n.t('Rows of the selections that are compared')}
          value={budget}
          invalid={parseBudget(budget) === null}
          onInput={(text) => page.store.set({ budget: text })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void page.comparing.compare();
          }}
        />
      </label>
      {job === null ? (
        <Button
          kind="primary"
          class="run"
          disabled={parseBudget(budget) === null}
          onClick={() => void page.comparing.compare()}
        >
          {l10n.t('Compare')}
        </Button>
      ) : (
        <>
          <Button kind="secondary" class="run" onClick={() => page.host.run('deita.cancel')}>
            {l10n.t('Cancel')}
          </Button>
          <JobLine job={job} />
        </>
      )}
    </div>
  );
}

interface ScorerProps extends ToolbarProps {
  readonly place: 'a' | 'b';
  readonly label: string;
}

function Scorer({ page, model, place, label }: ScorerProps): VNode {
  const entries = model.scorers.map(({ id, label: name }) => ({ value: id, label: name }));
  // The control keeps what was chosen in it: when a folder has been asked for, it begins again with the model's scorer.
  const [asked, setAsked] = useState(0);
  const another = (): void => void page.comparing.addScorer(place).then(() => setAsked(asked + 1));
  return (
    <label class="field">
      <span aria-hidden="true">{place.toUpperCase()}</span>
      <Dropdown
        key={asked}
        label={label}
        value={model[place]}
        options={[...entries, { value: ANOTHER, label: l10n.t('Trained scorer in a folder…') }]}
        onChange={(value) => {
          if (value === ANOTHER) another();
          else page.store.set({ [place]: value });
        }}
      />
    </label>
  );
}
