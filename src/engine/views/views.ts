import { cancelled } from '../../common/errors';
import type { ViewInfo } from '../../protocol/views';
import type { ViewOrder } from '../rows/formerRows';
import type { View } from './view';
import { fault } from '../../messages/say';

/** Makes a view that tells of what its search finds. */
export type CreateView = (onChange: (info: ViewInfo) => void) => Promise<View>;

/** The views of one dataset by id. */
export class Views {
  private readonly views = new Map<string, View>();
  /** The last thing asked of an id: what was asked before it and is still being made comes too late. */
  private readonly latest = new Map<string, symbol>();

  get searching(): boolean {
    return [...this.views.values()].some(({ info }) => info.searching);
  }

  /** @throws DeitaError `cancelled` when the id was closed or set again meanwhile */
  async set(viewId: string, create: CreateView, onChange: (info: ViewInfo) => void): Promise<ViewInfo> {
    const request = Symbol(viewId);
    this.latest.set(viewId, request);
    const view = await create((info) => {
      if (this.views.get(viewId) === view) onChange(info);
    });
    if (this.latest.get(viewId) !== request) {
      view.close();
      throw cancelled();
    }
    this.views.get(viewId)?.close();
    this.views.set(viewId, view);
    return view.info;
  }

  /** The rows that a view leaves of so many where it leaves some out; undefined where it leaves all, or there is none. */
  rowsLeftBy(viewId: string, rowCount: number): Uint32Array | undefined {
    const view = this.views.get(viewId);
    return view === undefined || view.rowCount >= rowCount ? undefined : view.slice(0, view.rowCount);
  }

  /** Whether anybody looks at rows. */
  get isEmpty(): boolean {
    return this.views.size === 0;
  }

  /** The orders of the views that were made of what the file held, by their ids. */
  ordersOf(contents: string): Map<string, ViewOrder> {
    const ofContents = [...this.views].filter(([, { context }]) => context.contents === contents);
    return new Map(ofContents.map(([viewId, { permutation }]) => [viewId, permutation]));
  }

  /** @throws DeitaError `usage` when no view has that id */
  get(viewId: string): View {
    const view = this.views.get(viewId);
    if (view === undefined) throw fault('noView', { view: viewId });
    return view;
  }

  /** Ends its search and lets go of its rows; an id that has no view is closed already. */
  close(viewId: string): void {
    this.latest.delete(viewId);
    this.views.get(viewId)?.close();
    this.views.delete(viewId);
  }

  closeAll(): void {
    for (const viewId of [...this.latest.keys()]) this.close(viewId);
  }
}
