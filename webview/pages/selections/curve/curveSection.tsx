import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { readBudgets } from '../../../../src/choices/curveBudgets';
import type { StrategyCurve } from '../../../../src/protocol/pages/selectionsPage';
import { formatCount } from '../../../../src/wording/numbers';
import { curveDrawing, curveMeasures } from '../../../../src/wording/selections/curveDrawing';
import { Button, TextField } from '../../../kit/controls/toolkit';
import { Drawn } from '../../../kit/drawing/drawn';
import type { Page } from '../page';
import type { SelectionsModel } from '../state/selectionsModel';

interface CurveProps {
  readonly page: Page;
  readonly model: SelectionsModel;
}

/** What the strategy that is set would select at several budgets. */
export function CurveSection({ page, model: { budgets, job, curve } }: CurveProps): VNode {
  const isValid = readBudgets(budgets) !== null;
  return (
    <section class="curve" aria-label={l10n.t('Budget curve')}>
      <div class="curve-bar">
        <label class="field">
          <span aria-hidden="true">{l10n.t('Budget curve')}</span>
          <TextField
            class="budgets-field"
            label={l10n.t('Budgets: numbers of rows, such as 1000, 3000')}
            title={l10n.t('Budgets: numbers of rows, such as 1000, 3000')}
            value={budgets}
            invalid={!isValid}
            onInput={(text) => page.store.set({ budgets: text })}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void page.comparing.drawCurve();
            }}
          />
        </label>
        <Button
          kind="secondary"
          class="run"
          disabled={!isValid || job !== null}
          onClick={() => void page.comparing.drawCurve()}
        >
          {l10n.t('Draw Curve')}
        </Button>
      </div>
      {curve === null ? (
        <p class="hint">
          {l10n.t('Where do good rows end? The strategy that is set for this file, at several budgets in one pass.')}
        </p>
      ) : (
        <DrawnCurve curve={curve} />
      )}
    </section>
  );
}

function DrawnCurve({ curve }: { readonly curve: StrategyCurve }): VNode {
  const measures = curveMeasures();
  return (
    <>
      <p class="hint">{curve.strategy.join(' · ')}</p>
      <Drawn drawing={curveDrawing(curve)} />
      <div class="scroll">
        <table class="numbers" aria-label={l10n.t('Budget curve')}>
          <thead>
            <tr>
              <th scope="col">{l10n.t('Budget')}</th>
              <th scope="col">{l10n.t('Rows')}</th>
              {measures.map(({ title }) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {curve.points.map((point) => (
              <tr key={point.budget}>
                <th scope="row">{formatCount(point.budget)}</th>
                <td>{formatCount(point.selected)}</td>
                {measures.map(({ title, of, format }) => {
                  const value = of(point);
                  return <td key={title}>{value === null ? '–' : format(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
