import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Page } from '../page';

/** A place for the plain-DOM table in the component tree; rendered once. */
export function TableHost({ page }: { readonly page: Page }): VNode {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => host.current?.append(page.table.element), [page]);
  return <div class="table-host" ref={host} />;
}
