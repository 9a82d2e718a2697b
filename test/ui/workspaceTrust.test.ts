import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually';
import { startStub, type StubHandle } from '../support/servers/startStub';
import { startSession, type Session } from '../support/workbench/session';

const FILE = 'rows.jsonl';
const RESTRICTED_MODE = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

const SETTINGS = '.vscode/settings.json';

interface Settings {
  readonly scorer: string;
  readonly server: Readonly<Record<string, string>>;
}

/** As people write them: one dotted key a setting. */
function asFlat({ scorer, server }: Settings): Record<string, string> {
  const ofServer = Object.entries(server).map(([key, value]): [string, string] => [`deita.server.${key}`, value]);
  return { 'deita.scorer': scorer, ...Object.fromEntries(ofServer) };
}

describe('a workspace that is not trusted', () => {
  let stub: StubHandle;
  let session: Session;

  before(async () => {
    stub = await startStub({ api: 'vllm' });
    const files = {
      [FILE]: { content: '{"instruction":"Say hello","output":"Hello"}\n' },
      [SETTINGS]: { content: JSON.stringify(asFlat(settings())) },
    };
    session = await startSession(files, { settings: RESTRICTED_MODE });
  });

  function settings(): Settings {
    const models = { complexityModel: 'complexity-scorer', qualityModel: 'quality-scorer' };
    return { scorer: 'server', server: { baseUrl: stub.baseUrl, ...models } };
  }

  after(async () => {
    await session.workbench.stop();
    await stub.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  /** Starts a run that is refused for want of a server. */
  async function assertNoServer(): Promise<void> {
    const editor = session.workbench.datasetEditor;
    const notices = editor.frame.getByRole('note', { name: 'Notices' });
    await notices.getByText(/not trusted: its values of deita\.server\.baseUrl are ignored/).waitFor();
    await notices.getByText(/The setting deita\.server\.baseUrl is empty/).waitFor();
    await editor.selectButton.click();
    await editor.frame
      .getByRole('alert')
      .getByText(/The setting deita\.server\.baseUrl is empty/)
      .waitFor();
    await editor.frame.getByRole('button', { name: 'Dismiss' }).click();
    assert.equal((await stub.report()).connections, 0);
  }

  it('cannot name a server, and the page says so', async () => {
    await session.workbench.openDataset(FILE);
    await assertNoServer();
  });

  it('cannot do so by nested objects, which VS Code takes and does not leave out', async () => {
    const file = path.join(session.workspace, SETTINGS);
    await writeFile(file, JSON.stringify({ deita: { ...settings(), budget: 77 } }));
    const { budget } = session.workbench.datasetEditor;
    await eventually(async () => assert.equal(await budget.inputValue(), '77'));
    await assertNoServer();
    await writeFile(file, JSON.stringify({ ...asFlat(settings()), 'deita.budget': 78 }));
    await eventually(async () => assert.equal(await budget.inputValue(), '78'));
  });

  it('can, once it is trusted', async () => {
    const { workbench } = session;
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.tab(FILE).last().click();
    const editor = workbench.datasetEditor;
    await editor.toolbar
      .getByText(`on ${new URL(stub.baseUrl).host}`)
      .first()
      .waitFor();
    await editor.select();
    assert.ok((await stub.report()).prompts >= 2);
  });
});
