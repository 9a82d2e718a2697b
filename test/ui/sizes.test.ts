import assert from 'node:assert/strict';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { eventually } from '../support/eventually';
import { ROOT } from '../support/host/cache';
import { measure } from '../support/page/geometry';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const FILE = 'instruction-mix.jsonl';
const SAMPLE = path.join(ROOT, 'media', 'samples', FILE);

/** Of the window, with the rows that are in sight at least. */
const SIZES: readonly (readonly [width: number, height: number, rows: number])[] = [
  [400, 300, 3],
  [853, 533, 8],
  [1280, 800, 8],
  [1600, 1000, 8],
];
const BARS = [
  { part: '.part.sidebar', name: 'side bar', toggle: 'View: Toggle Primary Side Bar Visibility' },
  { part: '.part.auxiliarybar', name: 'chat panel', toggle: 'View: Toggle Secondary Side Bar Visibility' },
] as const;
/** Each which of the bars are open. */
const LAYOUTS: readonly (readonly [sideBar: boolean, chat: boolean])[] = [
  [true, false],
  [true, true],
  [false, true],
  [false, false],
];

describe('sizes of the window', () => {
  let workbench: Workbench;
  let editor: DatasetEditor;

  before(async () => {
    ({ workbench } = await startSession({ [FILE]: { copyOf: SAMPLE } }, { size: WIDE }));
    editor = await workbench.openDataset(FILE);
    await editor.budget.fill('60');
    await editor.select();
  });

  after(() => workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  for (const layout of LAYOUTS) {
    const title = BARS.map(({ name }, index) => `${name} ${layout[index] === true ? 'open' : 'closed'}`).join(', ');
    it(`leave rows in sight and controls apart, ${title}`, async () => {
      await workbench.page.setViewportSize(WIDE);
      await showBars(workbench, layout);
      const frame = await pageOf(editor);
      for (const [width, height, rows] of SIZES) {
        if (width < minimumWidth(layout)) continue;
        await workbench.page.setViewportSize({ width, height });
        await eventually(async () => {
          await assertLaidOut(workbench.page, frame);
          const { faults, wholeRows } = await measure(frame);
          assert.deepEqual(faults, [], `${width} × ${height}`);
          assert.ok(wholeRows >= rows, `${wholeRows} rows in ${width} × ${height}`);
        });
      }
    });
  }
});

/** What VS Code itself gives its parts at least: in a narrower window next to nothing is left of the editor. */
const ACTIVITY_BAR = 48;
const BAR = 170;
const EDITOR = 180;

function minimumWidth(layout: readonly boolean[]): number {
  return ACTIVITY_BAR + EDITOR + BAR * layout.filter((isOpen) => isOpen).length;
}

const WIDE = { width: 1600, height: 1000 };

async function showBars(workbench: Workbench, layout: readonly boolean[]): Promise<void> {
  for (const [index, { part, toggle }] of BARS.entries()) {
    const bar = workbench.page.locator(part);
    const wanted = layout[index] === true;
    if ((await bar.isVisible()) !== wanted) await workbench.runCommand(toggle);
    await bar.waitFor({ state: wanted ? 'visible' : 'hidden' });
  }
}

/** The window lays its parts out in its own time, and the page after them: what is measured sooner is of the size before. */
async function assertLaidOut(window: Page, frame: Frame): Promise<void> {
  const [workbench, container] = await Promise.all(
    ['.monaco-workbench', '.editor-group-container.active > .editor-container'].map((part) =>
      window.locator(part).first().boundingBox(),
    ),
  );
  const viewport = window.viewportSize();
  assert.deepEqual([workbench?.width, workbench?.height], [viewport?.width, viewport?.height]);
  const [width, height] = await frame.evaluate<[number, number]>('[innerWidth, innerHeight]');
  assert.ok(container);
  assert.deepEqual([width, height], [Math.round(container.width), Math.round(container.height)]);
}

async function pageOf(editor: DatasetEditor): Promise<Frame> {
  const frame = await (await editor.table.elementHandle()).ownerFrame();
  assert.ok(frame, 'the table is in a frame');
  return frame;
}
