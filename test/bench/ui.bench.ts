import { stat } from 'node:fs/promises';
import path from 'node:path';
import { MAX_HIDDEN_PAGES } from '../../src/editor/pages/keptPages';
import { buildProduct } from '../../tools/build/product';
import { profileWithExtension, temporaryFolder, VSIX_VARIABLE } from '../support/workbench/installed';
import { Workbench } from '../support/workbench/workbench';
import type { Bench } from './bench';
import { writeDataset, writeEmbeddings } from './generated/generatedFiles';
import { HostFigures } from './ui/hostFigures';
import { measureHiddenTables } from './ui/hiddenTables';
import { LargeFileSession, TEXT, type UiShape } from './ui/largeFileSession';
import { TabChanges } from './ui/tabChanges';

const SIZE = { width: 1600, height: 900 };
const FILE = 'dataset.jsonl';
/** Some more than keep their page while they are hidden. */
const HIDDEN = Array.from({ length: MAX_HIDDEN_PAGES + 2 }, (_, file) => `hidden${file + 1}.jsonl`);
const HIDDEN_SHAPE = { rows: 10_000, rowBytes: 2000 };

/**
 * A person's session with a large file in a real VS Code: opened from the Explorer, scrolled to its end, selected,
 * sorted, filtered, exported; with the page's long tasks, the extension host's delay, memory and pictures;
 * and what hidden tables take.
 */
export const ui: Bench = {
  name: 'ui',
  async run({ full }) {
    const shape: UiShape = { rows: full ? 1_000_000 : 100_000, rowBytes: 2000, dimensions: 64, budget: 6000 };
    const workspace = await temporaryFolder('large-workspace');
    const file = path.join(workspace, FILE);
    await writeDataset(file, shape);
    for (const name of HIDDEN) await writeDataset(path.join(workspace, name), HIDDEN_SHAPE);
    await writeEmbeddings(path.join(workspace, 'embeddings.npy'), { ...shape, decay: 1 });
    process.env[VSIX_VARIABLE] = await buildProduct();
    const host = new HostFigures(path.join(await temporaryFolder('probe'), 'delay.jsonl'));
    const stopProbing = host.install();
    const workbench = await Workbench.start({
      profile: await profileWithExtension(),
      workspace,
      size: SIZE,
      settings: {
        'deita.scorer': 'precomputed',
        'deita.embedder': 'file',
        'deita.embeddingsFile': 'embeddings.npy',
        'deita.threshold': 0.9,
      },
    });
    stopProbing();
    try {
      const tabs = await TabChanges.watch(workbench);
      const session = new LargeFileSession(workbench, host, tabs, { ...shape, file });
      const figures = await session.run();
      await workbench.runCommand('View: Close All Editors');
      await workbench.runCommand('File: New Untitled Text File');
      const hidden = await measureHiddenTables(workbench, tabs, { files: HIDDEN, text: TEXT });
      return { ratios: session.ratios, figures: { ...shape, bytes: (await stat(file)).size, ...figures, hidden } };
    } catch (error) {
      await workbench.screenshot('scale-failed');
      throw error;
    } finally {
      await workbench.stop();
    }
  },
};
