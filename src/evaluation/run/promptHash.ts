import { createHash } from 'node:crypto';

/** The version of prompts: hex SHA-256 of them all. */
export function hashOfPrompts(prompts: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(prompts)).digest('hex');
}
