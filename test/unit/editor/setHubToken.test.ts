import assert from 'node:assert/strict';
import { setHubToken } from '../../../src/editor/hubDataset/setHubToken';

describe('setHubToken', () => {
  for (const [typed, done] of [
    ['hf_secret', ['set https://huggingface.co hf_secret', 'The access token of the hub is kept.']],
    ['', ['forget https://huggingface.co', 'No access token of the hub is kept.']],
    [undefined, []],
  ] as const) {
    it(`does what ${typed === undefined ? 'leaving' : JSON.stringify(typed)} means, for the hub alone`, async () => {
      const found: string[] = [];
      const note = (text: string): Promise<void> => Promise.resolve(void found.push(text));
      const keys = {
        set: (baseUrl: string, key: string) => note(`set ${baseUrl} ${key}`),
        forget: (baseUrl: string) => note(`forget ${baseUrl}`),
      };
      await setHubToken(keys, { typeToken: () => Promise.resolve(typed), tell: (message) => void found.push(message) });
      assert.deepEqual(found, done);
    });
  }
});
