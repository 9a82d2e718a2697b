import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildModels } from '../../../tools/build/models';

const root = path.resolve(__dirname, '../../..');

export const modelDir = path.join(root, 'dist', 'models');

export interface ReferenceItem {
  readonly text: string;
  readonly tokenIds: readonly number[];
  readonly embedding: readonly number[];
}

/** What the original TensorFlow.js model gives for some texts; undefined where the file is not at hand. */
export function referenceItems(): ReferenceItem[] | undefined {
  const file = path.join(root, '..', 'shared', 'golden', 'use-lite.reference.json');
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { items: ReferenceItem[] }).items;
  } catch {
    return undefined;
  }
}

/** For a suite's `before`: converts the model unless that has been done. */
export async function ensureModels(): Promise<void> {
  await buildModels();
}
