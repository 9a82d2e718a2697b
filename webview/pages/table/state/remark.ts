import type { Store } from '../../../kit/store/store';
import type { PageModel } from './pageModel';

/** What a command came to, where nothing else on screen tells it. A new one each time, also of the same words. */
export interface Remark {
  readonly text: string;
}

/** Says something to screen readers, and shows it for a while to everybody else. */
export function remark(store: Store<PageModel>, text: string): void {
  store.set({ announcement: text, remark: { text } });
}
