/** A codicon as an element; decorative, its meaning is said in text beside it. */
export function iconElement(name: string): HTMLElement {
  const icon = document.createElement('span');
  icon.className = `codicon codicon-${name}`;
  icon.setAttribute('aria-hidden', 'true');
  return icon;
}
