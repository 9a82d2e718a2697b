import type { VNode } from 'preact';
import type { WireError } from '../../../src/protocol/requests';
import { Icon } from '../controls/iconView';

/** In place of everything else where what the page is about cannot be read. */
export function PageFailure({ failure: { message, hint } }: { readonly failure: WireError }): VNode {
  return (
    <div class="page-failure" role="alert">
      <p>
        <Icon name="error" /> <strong>{message}</strong>
      </p>
      <p>{hint}</p>
    </div>
  );
}
