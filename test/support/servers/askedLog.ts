import { createHash } from 'node:crypto';
import type { StubReport } from './stubOptions';

const KEPT_BODIES = 5;

/** What a stub server was asked. Prompts are counted by hash: there may be a million. */
export class AskedLog {
  requests = 0;
  connections = 0;
  prompts = 0;
  private readonly counts = new Map<string, number>();
  private readonly authorizations = new Set<string>();
  private readonly lastBodies: unknown[] = [];
  private running = 0;
  private mostAtOnce = 0;
  private mostPrompts = 0;

  /** @returns a function to call when the request has ended */
  begin(prompts: readonly string[], body: unknown): () => void {
    this.requests++;
    this.prompts += prompts.length;
    this.mostPrompts = Math.max(this.mostPrompts, prompts.length);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.running);
    this.lastBodies.push(body);
    if (this.lastBodies.length > KEPT_BODIES) this.lastBodies.shift();
    return () => this.running--;
  }

  answered(model: string, prompts: readonly string[]): void {
    for (const prompt of prompts) {
      const name = createHash('md5').update(`${model}\n${prompt}`).digest('base64');
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    }
  }

  authorization(header: string | undefined): void {
    this.authorizations.add(header ?? '');
  }

  report(): StubReport {
    const cpu = process.cpuUsage();
    let repeated = 0;
    for (const count of this.counts.values()) repeated += count - 1;
    return {
      requests: this.requests,
      prompts: this.prompts,
      repeated,
      mostPromptsInARequest: this.mostPrompts,
      mostAtOnce: this.mostAtOnce,
      connections: this.connections,
      cpuMs: (cpu.user + cpu.system) / 1000,
      authorizations: [...this.authorizations],
      lastBodies: this.lastBodies,
    };
  }
}
