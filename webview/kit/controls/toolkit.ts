import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { h, type Attributes, type ComponentChildren, type VNode } from 'preact';

/** The one place that knows which controls library is used: registers it and wraps what the page needs of it. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

/** What takes the focus when a control gets it: an element of its own where it is one of the library's. */
export function focusTarget(control: HTMLElement): HTMLElement {
  return control.shadowRoot?.querySelector<HTMLElement>('.control') ?? control;
}

export interface ButtonProps {
  readonly kind: 'primary' | 'secondary' | 'icon';
  readonly onClick: () => void;
  readonly children?: ComponentChildren;
  readonly disabled?: boolean;
  readonly class?: string;
  readonly title?: string;
  /** Needed where the content is only an icon. */
  readonly label?: string;
  readonly pressed?: boolean;
  /** Whether the menu is open that it opens; absent = it opens none. */
  readonly expanded?: boolean;
}

export function Button({ kind, label, pressed, expanded, disabled = false, children, ...rest }: ButtonProps): VNode {
  const menu = expanded === undefined ? {} : { 'aria-haspopup': 'menu', 'aria-expanded': expanded };
  const attributes = { appearance: kind, 'aria-label': label, 'aria-pressed': pressed, disabled, ...menu };
  return control('vscode-button', { ...attributes, ...rest }, children);
}

export interface TextFieldProps {
  readonly value: string;
  readonly label: string;
  readonly onInput: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly placeholder?: string;
  readonly title?: string;
  readonly class?: string;
  readonly invalid?: boolean;
  /** Gets the focusable element. */
  readonly focusRef?: (element: HTMLElement | null) => void;
  readonly children?: ComponentChildren;
}

export function TextField({ label, invalid, onInput, focusRef, children, ...rest }: TextFieldProps): VNode {
  const connected = (element: HTMLElement | null): void => {
    // The control names itself "Text field" when it is connected.
    element?.setAttribute('aria-label', label);
    focusRef?.(element);
  };
  return control(
    'vscode-text-field',
    {
      'aria-invalid': invalid === true ? 'true' : undefined,
      ref: connected,
      onInput: (event: Event) => onInput((event.target as HTMLInputElement).value),
      ...rest,
    },
    children,
  );
}

export interface DropdownProps {
  readonly value: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function Dropdown({ value, label, options, onChange }: DropdownProps): VNode {
  return control(
    'vscode-dropdown',
    {
      'aria-label': label,
      value,
      onChange: (event: Event) => onChange((event.target as HTMLSelectElement).value),
    },
    options.map((option) =>
      control(
        'vscode-option',
        // The control names itself by its text when it is connected, and keeps that name when the text changes.
        { key: option.value, value: option.value, selected: option.value === value, 'aria-label': option.label },
        option.label,
      ),
    ),
  );
}

export function ProgressRing({ label }: { readonly label: string }): VNode {
  return control('vscode-progress-ring', { 'aria-label': label });
}

/** Custom elements take any attribute. */
function control(name: string, attributes: Attributes & Record<string, unknown>, children?: ComponentChildren): VNode {
  return h(name, attributes as Attributes, children);
}
