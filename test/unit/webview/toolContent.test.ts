import assert from 'node:assert/strict';
import { toolContent } from '../../../webview/pages/table/details/toolContent';

describe('what a tool is given and gives', () => {
  it('is indented JSON under its name, arguments in a text opened', () => {
    assert.deepEqual(toolContent('toolCall', '{"name":"f","arguments":"{\\"a\\":1}"}'), {
      name: 'f',
      json: '{\n  "name": "f",\n  "arguments": {\n    "a": 1\n  }\n}',
    });
    assert.deepEqual(toolContent('toolResult', '[1]'), { name: null, json: '[\n  1\n]' });
  });

  it('is text where it is no JSON, and nothing of the sort elsewhere', () => {
    assert.equal(toolContent('toolResult', '42 degrees'), null);
    assert.equal(toolContent('toolResult', '42'), null);
    assert.equal(toolContent('assistant', '{"name":"f"}'), null);
  });
});
