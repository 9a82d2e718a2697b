import { visibleLine } from '../common/visibleText';

/** Labels of lists, trees and quick picks: texts of datasets, servers and files stay text, on one line, without icons. */
export function plainLabel(text: string): string {
  return visibleLine(text).replaceAll('$(', '$ (');
}
