import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './iconView';
import { IconButton } from './iconButton';

export interface MenuEntry {
  readonly label: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** Whether it is on, for an entry that switches something; absent for others. */
  readonly checked?: boolean;
  /** The key that does the same. */
  readonly shortcut?: string;
}

/** Entries between two lines. */
export type MenuGroup = readonly MenuEntry[];

interface MenuButtonProps {
  readonly icon: string;
  readonly label: string;
  /** Asked for when the menu opens. */
  readonly groups: () => readonly MenuGroup[];
}

const GAP = 2;
const MARGIN = 4;

/** A button that opens a menu below it. */
export function MenuButton({ icon, label, groups }: MenuButtonProps): VNode {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(false);
    place.current?.querySelector<HTMLElement>('vscode-button')?.focus();
  };
  return (
    <MenuPlace place={place} isOpen={isOpen} onEscape={close} onLeave={() => setOpen(false)}>
      <IconButton icon={icon} label={label} expanded={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen ? (
        <Menu
          label={label}
          groups={groups()}
          anchor={() => place.current?.getBoundingClientRect() ?? null}
          onClose={close}
        />
      ) : null}
    </MenuPlace>
  );
}

interface PopupMenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** What the menu stands below. */
  readonly anchor: DOMRect;
  /** Gets the focus where it was before, unless that is elsewhere already. */
  readonly onClose: (isLeft: boolean) => void;
}

/** A menu that something else has opened, such as a pointer's other button. */
export function PopupMenu({ label, groups, anchor, onClose }: PopupMenuProps): VNode {
  const place = useRef<HTMLDivElement>(null);
  return (
    <MenuPlace place={place} isOpen onEscape={() => onClose(false)} onLeave={() => onClose(true)}>
      <Menu label={label} groups={groups} anchor={() => anchor} onClose={() => onClose(false)} />
    </MenuPlace>
  );
}

interface MenuPlaceProps {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly isOpen: boolean;
  readonly onEscape: () => void;
  readonly onLeave: () => void;
  readonly children: ComponentChildren;
}

/** Around a menu: arrow keys go through it, Escape and leaving close it. */
function MenuPlace({ place, isOpen, onEscape, onLeave, children }: MenuPlaceProps): VNode {
  const keyPressed = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    if (event.key === 'Escape') onEscape();
    else if (!moveFocus(itemsOf(place.current), event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="menu-place"
      ref={place}
      onKeyDown={keyPressed}
      onFocusOut={(event) => {
        if (!place.current?.contains(event.relatedTarget as Node | null)) onLeave();
      }}
    >
      {children}
    </div>
  );
}

interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly anchor: () => DOMRect | null;
  readonly onClose: () => void;
}

function Menu({ label, groups, anchor, onClose }: MenuProps): VNode {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const above = anchor();
    if (menu.current !== null && above !== null) putBelow(menu.current, above);
  });
  // At once, so that the next key arrives here.
  useLayoutEffect(() => itemsOf(menu.current)[0]?.focus(), []);
  const chosen = (entry: MenuEntry): void => {
    onClose();
    entry.run();
  };
  return (
    <div class="menu" role="menu" aria-label={label} ref={menu}>
      {groups.map((group, index) => (
        <div key={index} class="menu-group" role="group">
          {group.map((entry) => (
            <Entry key={entry.label} entry={entry} onChosen={() => chosen(entry)} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Entry({ entry, onChosen }: { readonly entry: MenuEntry; readonly onChosen: () => void }): VNode {
  const { label, checked, disabled = false, shortcut } = entry;
  return (
    <button
      type="button"
      class="menu-entry"
      role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={checked}
      tabIndex={-1}
      disabled={disabled}
      onClick={onChosen}
    >
      <span class="menu-check">{checked === true ? <Icon name="check" /> : null}</span>
      <span class="menu-label">{label}</span>
      {shortcut === undefined ? null : <span class="menu-shortcut">{shortcut}</span>}
    </button>
  );
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('.menu-entry:not([disabled])') ?? [])];
}

/** @returns whether the key is one that moves */
function moveFocus(items: readonly HTMLElement[], key: string): boolean {
  const at = items.findIndex((item) => item === document.activeElement);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at <= 0 ? items.length : at) - 1,
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[key];
  if (target === undefined) return false;
  items[target]?.focus();
  return true;
}

/** Its right edge under that of what opened it, never outside the page. */
function putBelow(menu: HTMLElement, above: DOMRect): void {
  const top = above.bottom + GAP;
  const width = menu.getBoundingClientRect().width;
  menu.style.top = `${top}px`;
  menu.style.maxHeight = `${window.innerHeight - top - MARGIN}px`;
  menu.style.left = `${Math.max(MARGIN, above.right - width)}px`;
}
