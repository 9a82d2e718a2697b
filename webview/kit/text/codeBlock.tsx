import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';

interface CodeBlockProps {
  readonly text: string;
  /** As a fence names it; absent or "" = it does not. */
  readonly language?: string | undefined;
}

/** Code in its columns: long lines are not wrapped but scrolled, by keys as well. */
export function CodeBlock({ text, language = '' }: CodeBlockProps): VNode {
  const isNamed = language !== '';
  return (
    <pre
      class="code"
      data-language={isNamed ? language : undefined}
      role="group"
      aria-label={isNamed ? language : l10n.t('Code')}
      tabIndex={0}
    >
      <code>{text}</code>
    </pre>
  );
}
