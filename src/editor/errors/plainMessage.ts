import { visibleText } from '../../common/visibleText';

/** Notifications turn `[text](address)` into links; file names and errors may hold anything and shall stay text. */
export function plainMessage(text: string): string {
  return visibleText(text).replaceAll('](', '] (');
}
