import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Page } from '../page';
import type { ChainsModel } from '../state/chainsModel';
import { ChainEntry, entryId } from './chainEntry';
import { entriesOnScreen, entriesToDraw, ENTRY_HEIGHT, scrollTopShowing, type ListSpace } from './listWindow';

interface ChainListViewProps {
  readonly page: Page;
  readonly model: ChainsModel;
  readonly listRef: (element: HTMLElement | null) => void;
}

/** The chains, as a list of which only what is in sight is drawn. */
export function ChainListView({ page, model, listRef }: ChainListViewProps): VNode {
  const { place, chainId } = model;
  const total = model.list.total ?? 0;
  const [list, setList] = useState<HTMLElement | null>(null);
  const space = useSpace(list, total);
  const { first, end } = entriesToDraw(space, total);
  useEffect(() => {
    page.list.screenful = entriesOnScreen(space);
    page.list.want(first, end);
  }, [page, first, end, space.height, model.list.revision]);
  useLayoutEffect(() => {
    if (place === null || list === null) return;
    list.scrollTop = scrollTopShowing(place, { scrollTop: list.scrollTop, height: list.clientHeight });
  }, [list, place, total, space.height]);
  useLayoutEffect(() => listRef(list), [list, listRef]);
  const places = Array.from({ length: end - first }, (_, at) => first + at);
  return (
    <div
      class="chain-list"
      role="listbox"
      tabIndex={0}
      aria-label={l10n.t('Chains')}
      aria-activedescendant={place !== null && place >= first && place < end ? entryId(place) : undefined}
      ref={setList}
    >
      <div class="chain-list-canvas" role="presentation" style={{ height: `${total * ENTRY_HEIGHT}px` }}>
        {places.map((at) => {
          const chain = page.list.get(at);
          return (
            <ChainEntry
              key={at}
              chain={chain}
              place={at}
              total={total}
              isCurrent={at === place}
              isOpen={chain !== undefined && chain.id === chainId}
              top={at * ENTRY_HEIGHT}
              onPress={() => page.list.goTo(at)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What of the list is in sight, followed as it is scrolled and as the page gets another size. */
function useSpace(list: HTMLElement | null, total: number): ListSpace {
  const [space, setSpace] = useState<ListSpace>({ scrollTop: 0, height: 0 });
  useLayoutEffect(() => {
    if (list === null) return undefined;
    const measure = (): void => setSpace({ scrollTop: list.scrollTop, height: list.clientHeight });
    measure();
    list.addEventListener('scroll', measure, { passive: true });
    const resizes = new ResizeObserver(measure);
    resizes.observe(list);
    return () => {
      list.removeEventListener('scroll', measure);
      resizes.disconnect();
    };
  }, [list, total]);
  return space;
}
