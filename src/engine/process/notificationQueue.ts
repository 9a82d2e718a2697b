import type { WireNotification } from './wire';

/** Nobody waits for what is held back. */
const HOLD_MS = 100;

/**
 * What an engine says unasked, in its order. Entries of the log about requests alone wait for others, or a moment: a
 * message of its own for each costs as much as a page of rows while a person scrolls.
 */
export class NotificationQueue {
  private waiting: WireNotification[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (notifications: readonly WireNotification[]) => void) {}

  add(notification: WireNotification): void {
    this.waiting.push(notification);
    if (!canWait(notification)) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), HOLD_MS);
  }

  /** Sends what waits, now. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const sent = this.waiting;
    this.waiting = [];
    this.send(sent);
  }
}

function canWait({ name, value }: WireNotification): boolean {
  return name === 'log' && 'level' in value && value.level === 'debug';
}
