import type { VNode } from 'preact';
import type { WireError } from '../../../src/protocol/requests';
import { errorWords } from '../../../src/wording/errorText';
import { Icon } from '../controls/iconView';

/** In place of everything else where what the page is about cannot be read. */
export function PageFailure({ failure }: { readonly failure: WireError }): VNode {
  const { message, hint } = errorWords(failure);
  return (
    <div class="page-failure" role="alert">
      <p>
        <Icon name="error" /> <strong>{message}</strong>
      </p>
      <p>{hint}</p>
    </div>
  );
}
