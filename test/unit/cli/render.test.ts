import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json } from './cliCase';
import { RUNNERS } from './cliRunners';
import { WORD_TOKENIZER } from './wordTokenizer';

const TEMPLATE =
  "{% for m in messages %}{{ m['role'] + ' ' + m['content'] + ' END ' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ 'assistant ' }}{% endif %}";
const ROWS = [
  { instruction: 'one two', output: 'three four five' },
  {
    messages: [
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
      { role: 'assistant', content: 'c' },
    ],
  },
];

for (const runner of RUNNERS) {
  describe(`a row as it is trained on, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const render = (...args: readonly string[]) => {
      mkdirSync(folder.path('tokenizer'), { recursive: true });
      folder.write('tokenizer/tokenizer.json', JSON.stringify(WORD_TOKENIZER));
      const file = folder.write('rows.jsonl', `${ROWS.map((row) => JSON.stringify(row)).join('\n')}\n`);
      return runner.run(['render', file, ...args], { cacheDir: folder.path('cache') });
    };
    const withTemplate = (...args: readonly string[]) => {
      mkdirSync(folder.path('tokenizer'), { recursive: true });
      folder.write('tokenizer/tokenizer_config.json', JSON.stringify({ chat_template: TEMPLATE, eos_token: 'END' }));
      return render('--tokenizer', folder.path('tokenizer'), ...args);
    };

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    it('has its tokens, what is trained on, and the cut', async () => {
      const whole = await withTemplate('--row', '0', '--json');
      assert.equal(whole.code, 0, whole.stderr);
      assert.deepEqual(json(whole), {
        ...{ rowIndex: 0, lineNumber: 1, tokens: 9, trainedTokens: 4, length: 2048, cutTokens: 0 },
        parts: [
          { text: 'user one two END assistant ', trained: false, cut: false },
          { text: 'three four five END', trained: true, cut: false },
          { text: ' ', trained: false, cut: false },
        ],
      });
      const cut = await withTemplate('--row', '0', '--length', '6');
      assert.match(cut.stdout, /9 tokens, 1 trained on, 3 cut at 6\./);
      assert.match(cut.stdout, /user one two END assistant ⟦three ?⟧✂⟦ ?four five END⟧/);
    });

    it('by a recipe of the paper has the Vicuna template', async () => {
      const { code, stdout } = await render(
        '--tokenizer',
        folder.path('tokenizer'),
        '--row',
        '0',
        '--recipe',
        'deita-mistral-7b',
      );
      assert.equal(code, 0);
      assert.match(stdout, /USER: one two ASSISTANT: ⟦three four five<\/s>⟧/);
    });

    it('says why it cannot be shown', async () => {
      const bad: readonly (readonly [readonly string[], number, RegExp])[] = [
        [['--row', '1'], 2, /Row 1 cannot be rendered: Roles do not alternate/],
        [['--row', '2'], 2, /no row 2/],
        [[], 2, /needs --row N/],
      ];
      for (const [args, code, message] of bad) {
        const result = await withTemplate(...args);
        assert.deepEqual([result.code, message.test(result.stderr)], [code, true], result.stderr);
      }
      folder.write('tokenizer/tokenizer_config.json', '{}');
      const without = await render('--tokenizer', folder.path('tokenizer'), '--row', '0');
      assert.deepEqual([without.code, /has no chat template/.test(without.stderr)], [1, true], without.stderr);
      folder.write('tokenizer/tokenizer_config.json', JSON.stringify({ chat_template: '{% if %}' }));
      const broken = await render('--tokenizer', folder.path('tokenizer'), '--row', '0');
      assert.deepEqual([broken.code, /chat template of .* cannot be read/.test(broken.stderr)], [1, true]);
    });
  });
}
