import type { VNode } from 'preact';

/** A codicon in a component; decorative, as `iconElement` is in plain DOM. */
export function Icon({ name }: { readonly name: string }): VNode {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" />;
}
