import { render, type VNode } from 'preact';

/** Renders a page in place of whatever its document shows. @param className of the element that it is rendered into */
export function mount(page: VNode, className = ''): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The document has no #root.');
  root.className = className;
  // All of a page is its main content: what stands around it is the editor's.
  root.setAttribute('role', 'main');
  render(page, root);
}
