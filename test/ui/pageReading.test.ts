import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { TOOL_MESSAGES, TOOL_ROW } from '../support/page/fakeDataset';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';

const AT_TOOL_ROW = { ...SCORED, state: { ...stateWith({}), currentRowIndex: TOOL_ROW } };

describePage('page: reading a row', (open) => {
  it('says who speaks, opens what tools are given and give, and folds reasoning away', async () => {
    const driver = await open(AT_TOOL_ROW);
    const call = driver.details.locator('.message.toolCall details');
    await call.waitFor();
    const heads = driver.details.locator('.message h3');
    const titles = (await heads.allInnerTexts()).map((text) => text.replace(/ about.*/i, '').toLowerCase());
    assert.deepEqual(titles, ['user', 'reasoning', 'tool call', 'tool result', 'assistant']);
    assert.equal(await call.locator('summary').innerText(), 'weather');
    assert.equal(
      await call.locator('pre').innerText(),
      '{\n  "name": "weather",\n  "arguments": {\n    "city": "Seoul"\n  }\n}',
    );
    const thought = driver.details.getByText('I have to ask.');
    assert.equal(await thought.isVisible(), false);
    await driver.details.locator('.message.reasoning summary').click();
    await thought.waitFor();
  });

  it('renders Markdown of elements that cannot act: links and pictures are text', async () => {
    const driver = await open(AT_TOOL_ROW);
    const answer = driver.details.locator('.message.assistant .markdown');
    assert.equal(await answer.locator('strong').innerText(), '21 °C');
    assert.equal(await answer.locator('.address').innerText(), 'the source (https://example.org/a)');
    assert.equal((await answer.locator('pre code').innerText()).trim(), 'print(21)');
    assert.deepEqual(await answer.locator('td').allInnerTexts(), ['Seoul', '21']);
    assert.deepEqual(await answer.locator('ol li').allInnerTexts(), ['one', 'two']);
    await answer.getByText('![map](https://example.org/map.png)').waitFor();
    assert.equal(await driver.details.locator('a, img, style, script').count(), 0);
  });

  it('shows every text as it is written, one click away, and keeps that', async () => {
    const driver = await open(AT_TOOL_ROW);
    await driver.details.locator('.message.toolCall').waitFor();
    await driver.details.getByRole('button', { name: 'Rendered' }).click();
    const texts = driver.details.locator('.message .text');
    await eventually(async () =>
      assert.deepEqual(
        await texts.allTextContents(),
        TOOL_MESSAGES.map(({ text }) => text),
      ),
    );
    await driver.savedState(({ rendered }) => rendered === false);
  });

  it('has the scores in the heading of each turn and marks counts of tokens as estimates', async () => {
    const driver = await open(AT_TOOL_ROW);
    await driver.details.locator('.message.toolCall').waitFor();
    const scores = await driver.details.locator('.turn-head .turn-scores').innerText();
    assert.match(scores.replace(/\s+/g, ' '), /^Complexity \d\.\d\d Quality \d\.\d\d$/);
    assert.match(await driver.details.locator('.message.user .tokens').innerText(), /^about 7 tokens$/i);
  });

  it('shows no scores before there are any', async () => {
    const driver = await open({ rows: 2000 });
    await driver.details.locator('.turn-head').first().waitFor();
    assert.equal(await driver.details.locator('.turn-scores').count(), 0);
  });
});
