import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { tokensOfBytes } from '../../../../src/common/tokenEstimate';
import type { MessageRole } from '../../../../src/dataset/conversation';
import type { ShownMessage } from '../../../../src/protocol/dataset';
import { aboutTokens } from '../../../../src/wording/counts';
import { messageParts } from '../../../../src/wording/messageParts';
import { partsNotShown, roleTitle } from '../../../../src/wording/rowMessages';
import { CodeBlock } from '../../../kit/text/codeBlock';
import { Markdown } from '../../../kit/text/markdown';
import { LongText } from './longText';
import { toolContent } from './toolContent';

/** A longer text is shown as it is: rendering it would hold the page up. */
const LONGEST_RENDERED = 50_000;

interface MessageProps {
  readonly message: ShownMessage;
  /** Markdown and JSON as what they mean, not as they are written. */
  readonly rendered: boolean;
  /** What can be done with it, beside its heading. */
  readonly action?: VNode | undefined;
}

/** A message under the name of who speaks. */
export function Message({ message, rendered, action }: MessageProps): VNode {
  const parts = rendered ? messageParts(message) : [message];
  return (
    <>
      {parts.map(({ role, text }, index) => (
        <Titled
          key={index}
          name={role}
          title={roleTitle(role)}
          text={text}
          action={index === parts.length - 1 ? action : undefined}
          beside={index === parts.length - 1 ? besideText(message) : undefined}
        >
          <Content role={role} text={text} rendered={rendered} />
        </Titled>
      ))}
    </>
  );
}

/** What a message holds that is not its text; undefined where there is nothing of that. */
function besideText({ otherParts = [], fields = [] }: ShownMessage): VNode | undefined {
  const lines = [...partsNotShown(otherParts), ...fields.map(({ name, text }) => `${name}: ${text}`)];
  if (lines.length === 0) return undefined;
  return (
    <p class="hint beside" dir="auto">
      {lines.join(' · ')}
    </p>
  );
}

interface TitledProps {
  /** For the style sheet. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly action?: VNode | undefined;
  /** Below the text, or in its place where there is none. */
  readonly beside?: VNode | undefined;
  readonly children: VNode;
}

export function Titled({ name, title, text, action, beside, children }: TitledProps): VNode {
  return (
    <div class={`message ${name}`}>
      <h3>
        <span class="role">{title}</span>{' '}
        <span class="tokens">{aboutTokens(tokensOfBytes(new TextEncoder().encode(text).length))}</span>
        {action}
      </h3>
      {text === '' ? null : children}
      {beside ?? (text === '' ? <p class="hint">{l10n.t('empty')}</p> : null)}
    </div>
  );
}

interface ContentProps {
  readonly role: MessageRole;
  readonly text: string;
  readonly rendered: boolean;
}

export function Content({ role, text, rendered }: ContentProps): VNode {
  if (!rendered || text.length > LONGEST_RENDERED) return <LongText text={text} />;
  const tool = toolContent(role, text);
  if (tool !== null) {
    return (
      <details class="tool" open>
        <summary>{tool.name ?? roleTitle(role)}</summary>
        <CodeBlock text={tool.json} />
      </details>
    );
  }
  if (role === 'toolCall' || role === 'toolResult') return <LongText text={text} />;
  if (role !== 'reasoning') return <Markdown text={text} />;
  return (
    <details class="thoughts">
      <summary>{roleTitle(role)}</summary>
      <Markdown text={text} />
    </details>
  );
}
