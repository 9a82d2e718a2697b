import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './iconView';
import { Button } from './toolkit';

interface IconButtonProps {
  readonly icon: string;
  /** Its name to screen readers, and its tooltip where there is no other. */
  readonly label: string;
  readonly title?: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  /** Whether the menu is open that it opens; absent = it opens none. */
  readonly expanded?: boolean;
  /** Shown beside the icon where there is room. */
  readonly children?: ComponentChildren;
}

export function IconButton({ icon, label, title = label, children, ...rest }: IconButtonProps): VNode {
  return (
    <Button kind="icon" label={label} title={title} {...rest}>
      <Icon name={icon} />
      {children}
    </Button>
  );
}
