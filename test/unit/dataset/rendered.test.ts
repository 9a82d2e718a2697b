import assert from 'node:assert/strict';
import { A, A2, ONE, prompted, Q, Q2, TWO } from './knownConversations';
import { bad, good } from './parsing';

describe('rendered chat templates', () => {
  const turns = TWO.turns;
  const rendered: readonly (readonly [name: string, text: string, system?: string])[] = [
    [
      'ChatML',
      `<|im_start|>system\nS<|im_end|>\n<|im_start|>user\n${Q}<|im_end|>\n<|im_start|>assistant\n${A}<|im_end|>\n<|im_start|>user\n${Q2}<|im_end|>\n<|im_start|>assistant\n${A2}<|im_end|>`,
      'S',
    ],
    ['Llama 2', `<s>[INST] <<SYS>>\nS\n<</SYS>>\n\n${Q} [/INST] ${A} </s><s>[INST] ${Q2} [/INST] ${A2} </s>`, 'S'],
    ['Mistral', `<s>[INST] ${Q} [/INST]${A}</s>[INST] ${Q2} [/INST]${A2}</s>`],
    [
      'Llama 3',
      `<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nS<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n${Q}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n${A}<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n${Q2}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n${A2}<|eot_id|>`,
      'S',
    ],
    [
      'Gemma',
      `<bos><start_of_turn>user\n${Q}<end_of_turn>\n<start_of_turn>model\n${A}<end_of_turn>\n<start_of_turn>user\n${Q2}<end_of_turn>\n<start_of_turn>model\n${A2}<end_of_turn>`,
    ],
    [
      'Zephyr',
      `<|system|>\nS</s>\n<|user|>\n${Q}</s>\n<|assistant|>\n${A}</s>\n<|user|>\n${Q2}</s>\n<|assistant|>\n${A2}</s>`,
      'S',
    ],
    [
      'DeepSeek',
      `<｜begin▁of▁sentence｜>S<｜User｜>${Q}<｜Assistant｜>${A}<｜end▁of▁sentence｜><｜User｜>${Q2}<｜Assistant｜>${A2}<｜end▁of▁sentence｜>`,
      'S',
    ],
    [
      'harmony',
      `<|start|>system<|message|>S<|end|><|start|>user<|message|>${Q}<|end|><|start|>assistant<|channel|>final<|message|>${A}<|end|><|start|>user<|message|>${Q2}<|end|><|start|>assistant<|channel|>final<|message|>${A2}<|return|>`,
      'S',
    ],
    [
      'Vicuna',
      `A chat between a user and an assistant. USER: ${Q} ASSISTANT: ${A}</s>USER: ${Q2} ASSISTANT: ${A2}</s>`,
      'A chat between a user and an assistant.',
    ],
    ['HH', `\n\nHuman: ${Q}\n\nAssistant: ${A}\n\nHuman: ${Q2}\n\nAssistant: ${A2}`],
    ['Guanaco, on one line', `### Human: ${Q}### Assistant: ${A}### Human: ${Q2}### Assistant: ${A2}`],
    ['Phi 2', `Instruct: ${Q}\nOutput: ${A}\nInstruct: ${Q2}\nOutput: ${A2}`],
    ['Guanaco', `### Human: ${Q}\n### Assistant: ${A}\n### Human: ${Q2}\n### Assistant: ${A2}`],
    [
      'OpenChat',
      `GPT4 Correct User: ${Q}<|end_of_turn|>GPT4 Correct Assistant: ${A}<|end_of_turn|>GPT4 Correct User: ${Q2}<|end_of_turn|>GPT4 Correct Assistant: ${A2}<|end_of_turn|>`,
    ],
  ];
  for (const [name, text, system] of rendered) {
    it(`are split back into turns: ${name}`, () => {
      const reading = system === undefined ? { turns } : { system, turns };
      for (const key of ['text', 'messages', 'conversation'])
        assert.deepEqual(good({ [key]: text }).conversation, reading);
    });
  }

  it('of Alpaca hold an instruction and its input, and nothing of the sentence before them', () => {
    const text = `Below is an instruction that describes a task.\n\n### Instruction:\n${Q}\n\n### Input:\nI\n\n### Response:\n${A}`;
    assert.deepEqual(good({ text }).conversation, prompted('I'));
  });

  it('may stop where the response begins, which stands beside them', () => {
    assert.deepEqual(good({ prompt: `\n\nHuman: ${Q}\n\nAssistant:`, completion: ` ${A}` }).conversation.turns, [
      { instruction: Q, response: ` ${A}` },
    ]);
    assert.deepEqual(
      good({ prompt: `<|im_start|>user\n${Q}<|im_end|>\n<|im_start|>assistant\n`, chosen: A }).conversation,
      ONE,
    );
  });

  it('lose their markup on both sides of the place where the response begins', () => {
    const chatMl = `<|im_start|>system\nS<|im_end|>\n<|im_start|>user\n${Q}<|im_end|>\n`;
    const continued: readonly [string, string][] = [
      [`${chatMl}<|im_start|>assistant\n`, `${A}<|im_end|>`],
      [`${chatMl}<|im_start|>assistant\n`, `${A}<|im_end|>\n<|endoftext|>`],
      [
        `<|start|>system<|message|>S<|end|><|start|>user<|message|>${Q}<|end|><|start|>assistant`,
        `<|channel|>final<|message|>${A}<|return|>`,
      ],
      [chatMl, `<|im_start|>assistant\n${A}<|im_end|>`],
      [`<s>[INST] <<SYS>>\nS\n<</SYS>>\n\n${Q} [/INST]`, ` ${A}</s>`],
      [
        `<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nS<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n${Q}<|eot_id|>`,
        `<|start_header_id|>assistant<|end_header_id|>\n\n${A}<|eot_id|>`,
      ],
    ];
    for (const [prompt, completion] of continued) {
      assert.deepEqual(good({ prompt, completion }).conversation, { system: 'S', ...ONE }, prompt);
      assert.deepEqual(good({ prompt, chosen: completion, rejected: completion }).conversation, {
        system: 'S',
        ...ONE,
        rejected: [A],
      });
    }
    const spaced = `<|im_start|>user\n${Q}<|im_end|>\n<|im_start|>assistant${'\n'.repeat(100)}`;
    assert.deepEqual(good({ prompt: spaced, completion: A }).conversation, ONE, 'however much white space ends it');
    const plain = { prompt: `Say ${Q}`, completion: `${A}<|im_end|>` };
    assert.equal(good(plain).conversation.turns[0]?.response, plain.completion);
  });

  it('may open the response with the tag of its reasoning, which stays, or with reasoning that is empty', () => {
    const openings = [
      `<|im_start|>user\n${Q}<|im_end|>\n<|im_start|>assistant\n`,
      `<｜begin▁of▁sentence｜><｜User｜>${Q}<｜Assistant｜>`,
    ];
    for (const opening of openings) {
      const thought = good({ prompt: `${opening}<think>\n`, completion: `Hm.\n</think>\n\n${A}<|im_end|>` });
      assert.deepEqual(thought.conversation.turns, [{ instruction: Q, response: `<think>\nHm.\n</think>\n\n${A}` }]);
      const thoughtless = { prompt: `${opening}<think>\n\n</think>\n\n`, completion: `${A}<|im_end|>` };
      assert.deepEqual(good(thoughtless).conversation, ONE);
    }
  });

  it('are known by Korean headings', () => {
    const boilerplate = '아래는 작업을 설명하는 명령어입니다. 요청을 적절히 완료하는 응답을 작성하세요.';
    assert.deepEqual(
      good({ text: `${boilerplate}\n\n### 명령어:\n${Q}\n\n### 입력:\nI\n\n### 응답:\n${A}` }).conversation,
      prompted('I'),
    );
    assert.deepEqual(
      good({ text: `### 질문: ${Q}\n\n### 답변: ${A}\n\n### 질문: ${Q2}\n\n### 답변: ${A2}` }).conversation,
      TWO,
    );
    assert.deepEqual(good({ prompt: `### 질문: ${Q}\n\n### 답변:`, completion: A }).conversation, ONE);
  });

  it('are not seen in texts that merely quote them', () => {
    const instruction = 'What does "### Response:" or <|im_start|>user mean?';
    assert.deepEqual(good({ instruction, output: 'USER: a ASSISTANT: b' }).conversation.turns, [
      { instruction, response: 'USER: a ASSISTANT: b' },
    ]);
    assert.match(bad({ text: 'A story: he said this, and the user: that.' }).problem.message, /chat template/);
  });
});
