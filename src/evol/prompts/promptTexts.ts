import { createHash } from 'node:crypto';
import { DIMENSIONS, EVOLVE_TEMPLATES, METHODS } from './evolvePrompts';
import { RANK_TEMPLATES, REPAIR_TEMPLATE } from './rankPrompts';

/** Every prompt by the name of the file that shows it in a run's folder. */
export function promptFiles(): Readonly<Record<string, string>> {
  const files = DIMENSIONS.flatMap((dimension) => [
    [`${dimension}-evolve.txt`, EVOLVE_TEMPLATES[dimension]],
    [
      `${dimension}-methods.txt`,
      Object.entries(METHODS[dimension])
        .map(([name, text]) => `${name}: ${text}`)
        .join('\n'),
    ],
    [`${dimension}-rank.txt`, RANK_TEMPLATES[dimension]],
  ]);
  return Object.fromEntries([...files, ['repair.txt', REPAIR_TEMPLATE]]) as Record<string, string>;
}

/** The version of all prompts together: hex SHA-256. */
export function promptsHash(): string {
  return createHash('sha256').update(JSON.stringify(promptFiles())).digest('hex');
}

/** Puts texts into a template's `{name}` places; what stands in the texts stays as it is. */
export function fillPrompt(template: string, texts: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => texts[name] ?? place);
}
