import { appendDecisions } from '../../../src/decisions/decisionFile';

/** Adds one decision after the other, each a tag of its own, and says so after each. */
async function main(): Promise<void> {
  const [, , file = '', name = '', count = '0'] = process.argv;
  const id = `${'a'.repeat(64)}#0`;
  for (let at = 0; at < Number(count); at++) {
    await appendDecisions(file, [{ id, kind: 'tag', value: `${name} ${at} ${'ö'.repeat(at % 50)}`, at: '2026-01-01' }]);
    process.send?.(at);
  }
}

void main();
