import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { SheetOverview } from '../../../../src/protocol/people';
import { formatCount } from '../../../../src/wording/numbers';
import type { Page } from '../page';

interface AnnotatorsProps {
  readonly page: Page;
  readonly overview: SheetOverview;
}

/** Asks who votes: somebody new, or one of those who began. */
export function Annotators({ page, overview }: AnnotatorsProps): VNode {
  const [name, setName] = useState('');
  const { annotators, items, seed } = overview;
  const begin = (): void => {
    if (name.trim() !== '') void page.voting.begin(name.trim());
  };
  return (
    <section class="annotators" aria-label={l10n.t('Who judges?')}>
      <h2>{l10n.t('Who judges?')}</h2>
      <p>
        {l10n.t(
          '{0} prompts, two answers each. Which model wrote which is hidden until everybody who began has finished; which stands on which side is drawn by seed {1}, for each person on its own.',
          formatCount(items),
          String(seed),
        )}
      </p>
      {/* No form: pages may not submit any. */}
      <p class="annotator-name">
        <label>
          {l10n.t('Your name')}{' '}
          <input
            type="text"
            value={name}
            maxLength={40}
            onInput={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') begin();
            }}
          />
        </label>{' '}
        <button type="button" onClick={begin}>
          {l10n.t('Start')}
        </button>
      </p>
      {annotators.length === 0 ? null : (
        <ul>
          {annotators.map((each) => (
            <li key={each.name}>
              <button type="button" class="link" onClick={() => void page.voting.begin(each.name)}>
                {each.name}
              </button>{' '}
              {l10n.t('{0} of {1}', formatCount(each.voted), formatCount(items))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
