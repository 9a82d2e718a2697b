import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Page } from '../page';
import type { Remark } from '../state/remark';

/** Long enough to read a short sentence twice. */
const SHOWN_MS = 6000;

/** The last remark, over the beginning of the line of counts, where it covers no row. Screen readers get it elsewhere. */
export function RemarkLine({ page, remark }: { readonly page: Page; readonly remark: Remark | null }): VNode | null {
  useEffect(() => {
    if (remark === null) return undefined;
    const timer = window.setTimeout(() => page.store.set({ remark: null }), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [page, remark]);
  if (remark === null) return null;
  return (
    <p class="remark" aria-hidden="true">
      {remark.text}
    </p>
  );
}
