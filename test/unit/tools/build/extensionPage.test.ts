import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { extensionPage } from '../../../../tools/build/packaging/extensionPage';

const ROOT = path.resolve(__dirname, '../../../..');
const picture = (): Promise<Buffer> => Promise.resolve(Buffer.from('PNG'));

describe('the page of the extension', () => {
  it('holds its pictures itself', async () => {
    assert.equal(await extensionPage('![A table](media/a.png)', picture), '![A table](data:image/png;base64,UE5H)');
    await assert.rejects(
      extensionPage('![A table](media/a.png)', () => Promise.reject(new Error('no such file'))),
      /no such file/,
    );
  });

  it('has links to addresses and to its own places, and files as words', async () => {
    const kept = 'See [the paper](https://arxiv.org/abs/2312.15685) and [Models](#models).';
    assert.equal(await extensionPage(kept, picture), kept);
    assert.equal(await extensionPage('All: [docs/a.md](docs/a.md#keys).', picture), 'All: docs/a.md.');
  });

  it('leaves out what only a checkout has, in paragraphs and between them', async () => {
    const readme =
      'A<!-- checkout --> and B<!-- /checkout -->.\n\n<!-- checkout -->\n\n## Try it\n\n<!-- /checkout -->\n\nC';
    assert.equal(await extensionPage(readme, picture), 'A.\n\nC');
  });

  it('tells users of the README nothing that they would need a checkout for', async () => {
    const page = await extensionPage(readFileSync(path.join(ROOT, 'README.md'), 'utf8'), picture);
    assert.doesNotMatch(page, /toolchain|\bnpm\b|checkout|media\//);
    assert.match(page, /^## Select rows$/m);
  });
});
