import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PeopleResult } from '../../../../src/evaluation/people/types';
import { formatCount } from '../../../../src/wording/numbers';
import { agreementText, peopleResultText } from '../../../../src/wording/peopleText';
import type { Page } from '../page';

interface ResultProps {
  readonly page: Page;
  /** null = it was not asked for. */
  readonly result: PeopleResult | null;
}

/** Once everybody has finished, on request: whose answers they were, who won, and how people agree. */
export function Result({ page, result }: ResultProps): VNode {
  return (
    <section class="sheet-result" aria-label={l10n.t('Result')}>
      {result === null ? (
        <>
          {l10n.t('Everybody who began has finished.')}{' '}
          <button type="button" class="link" onClick={() => void page.voting.showResult()}>
            {l10n.t('Show the result, which names the models')}
          </button>
        </>
      ) : (
        <Outcome page={page} result={result} />
      )}
    </section>
  );
}

function Outcome({ page, result }: { readonly page: Page; readonly result: PeopleResult }): VNode {
  return (
    <>
      <h2>{l10n.t('Result')}</h2>
      <p>{peopleResultText(result)}</p>
      <table>
        <thead>
          <tr>
            <th>{l10n.t('Annotator')}</th>
            <th>{l10n.t('Wins')}</th>
            <th>{l10n.t('Ties')}</th>
            <th>{l10n.t('Losses')}</th>
          </tr>
        </thead>
        <tbody>
          {result.annotators.map(({ name, wins, ties, losses }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatCount(wins)}</td>
              <td>{formatCount(ties)}</td>
              <td>{formatCount(losses)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {result.agreement.map((pair) => (
        <p key={pair.annotators.join(' ')}>{agreementText(pair)}</p>
      ))}
      <button type="button" class="link" onClick={() => void page.voting.exportVotes()}>
        {l10n.t('Export votes…')}
      </button>
    </>
  );
}
