import assert from 'node:assert/strict';
import { APIError } from 'openai';
import { classifyError } from '../../../src/serverClient/classifyError';
import { errorWords } from '../../../src/wording/errorText';

const REQUEST = { url: 'http://localhost:8000/completions', apiKey: undefined, timedOut: false, timeoutMs: 1000 };

function words(status: number, said: string): string {
  const { message, hint } = errorWords(
    classifyError(new APIError(status, { message: said }, said, new Headers()), REQUEST),
  );
  return `${message} ${hint ?? ''}`;
}

describe('what a server answers, in words', () => {
  it('names the address and the end that base URLs have, where it knows no such path', () => {
    const told = words(404, 'Not Found');
    assert.match(told, /http:\/\/localhost:8000\/completions/);
    assert.match(told, /Check the base URL \(OpenAI-compatible servers want it to end in \/v1\) and the preset\./);
  });

  it('speaks of the model where that is what is not there', () => {
    const told = words(404, 'The model `m` does not exist.');
    assert.match(told, /Choose a model from the list/);
    assert.doesNotMatch(told, /\/v1/);
  });
});
