import assert from 'node:assert/strict';
import { hostOverPlainHttp, isOpenAiItself, isSameOrigin } from '../../../src/common/baseUrl';

describe('isOpenAiItself', () => {
  for (const address of [
    'https://api.openai.com',
    'https://api.openai.com/v1/',
    'https://api.openai.com:443/v1',
    'HTTPS://API.OpenAI.com/v1',
    ' https://api.openai.com/v1 ',
  ]) {
    it(`knows ${address}`, () => assert.ok(isOpenAiItself(address)));
  }

  for (const address of [
    'http://api.openai.com/v1',
    'http://api.openai.com:443/v1',
    'https://api.openai.com:8443/v1',
    'https://api.openai.com./v1',
    'https://api.openai.com.example.org/v1',
    'https://example.org/api.openai.com',
    'https://api.openai.com@example.org/v1',
    'https://api.openai.com%2f@example.org/v1',
    'https://example.org\\@api.openai.com/v1',
    'https://example.org#@api.openai.com/',
    'https://example.org?https://api.openai.com',
    'https://openai.com/v1',
    'https://evil-api.openai.com/v1',
    'https://api-openai.com/v1',
    'https://apі.openai.com/v1', // A Cyrillic letter.
    'https://[::ffff:104.18.7.192]/v1',
    'ftp://api.openai.com/v1',
    'api.openai.com/v1',
    '',
  ]) {
    it(`takes ${address || 'nothing'} for somebody else`, () => assert.ok(!isOpenAiItself(address)));
  }
});

describe('isSameOrigin', () => {
  for (const [a, b, same] of [
    ['https://host/v1', 'https://HOST:443/other/', true],
    ['http://host:80/v1', 'http://host/v1', true],
    ['http://[::1]:8000/v1', 'http://[0:0:0:0:0:0:0:1]:8000/', true],
    ['http://127.1:8000', 'http://127.0.0.1:8000', true],
    ['http://user:secret@host/v1', 'http://host/v1', true],
    ['http://host/v1', 'https://host/v1', false],
    ['http://host:8000', 'http://host:8001', false],
    ['http://host', 'http://host.', false],
    ['http://host', 'http://host.evil', false],
    ['http://localhost', 'http://127.0.0.1', false],
    ['nonsense', 'nonsense', false],
  ] as const) {
    it(`${a} and ${b}: ${same ? 'one origin' : 'two'}`, () => assert.equal(isSameOrigin(a, b), same));
  }
});

describe('hostOverPlainHttp', () => {
  for (const [address, host] of [
    ['http://gpu-box:8000/v1', 'gpu-box:8000'],
    ['http://10.0.0.7/v1', '10.0.0.7'],
    ['http://localhost.example.org/v1', 'localhost.example.org'],
    ['http://127.0.0.1.example.org/v1', '127.0.0.1.example.org'],
    ['https://gpu-box:8000/v1', undefined],
    ['http://localhost:8000/v1', undefined],
    ['http://LOCALHOST./v1', undefined],
    ['http://127.8.0.1/v1', undefined],
    ['http://[::1]:11434/v1', undefined],
    ['http://2130706433/v1', undefined],
  ] as const) {
    it(`${address}: ${host ?? 'nobody on the way'}`, () => assert.equal(hostOverPlainHttp(address), host));
  }
});
