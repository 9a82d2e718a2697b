import assert from 'node:assert/strict';
import { parse } from 'yaml';
import {
  DPO_RECIPE,
  gpusThatFit,
  SFT_RECIPES,
  splitBatch,
  type SftRecipeName,
  type TrainerName,
} from '../../../src/choices/training';
import type { ChatRow } from '../../../src/fineTuning/chatRow';
import { Refusal, refusalOr } from '../../../src/fineTuning/refusal';
import type { TrainingPlan } from '../../../src/fineTuning/trainer';
import { TRAINERS_BY_NAME } from '../../../src/fineTuning/trainers';
import { VICUNA_TEMPLATE } from '../../../src/fineTuning/vicuna';
import { yamlText } from '../../../src/fineTuning/yamlText';

const split = { perDevice: 4, accumulation: 16 };
const plan = (recipe: SftRecipeName, more: Partial<TrainingPlan> = {}): TrainingPlan => ({
  ...{ set: 'selection', recipe: SFT_RECIPES[recipe], baseModel: 'X/Y', split, seed: 42, hasTools: false },
  ...more,
});
const DPO = { recipe: DPO_RECIPE, beta: 0.1 };
/** As a trainer reads the file. */
const configuration = (trainer: TrainerName, of: TrainingPlan): unknown =>
  parse(yamlText(TRAINERS_BY_NAME[trainer].configuration(of)));

/** The paper's appendix A: batch, learning rate, warm-up; six epochs, cosine, 2,048 tokens, the Vicuna template. */
const PAPER: readonly (readonly [SftRecipeName, number, number, number])[] = [
  ['deita-llama1-13b', 128, 1e-5, 0.03],
  ['deita-llama2-13b', 128, 2e-5, 0.1],
  ['deita-mistral-7b', 512, 2e-5, 0.1],
];

describe('recipes', () => {
  for (const [name, batch, learningRate, warmupRatio] of PAPER) {
    it(`${name} is the paper's`, () => {
      const { label, baseModel } = SFT_RECIPES[name];
      assert.deepEqual(SFT_RECIPES[name], {
        ...{ label, baseModel, method: 'full', template: 'vicuna', length: 2048, epochs: 6, schedule: 'cosine' },
        ...{ batch, learningRate, warmupRatio },
      });
    });
  }

  it('split a batch exactly, or not at all', () => {
    for (const batch of [16, 32, 128, 512]) {
      for (let gpus = 1; gpus <= batch; gpus++) {
        const found = splitBatch(batch, gpus);
        assert.equal(found !== undefined, gpusThatFit(batch).includes(gpus), `${batch} by ${gpus}`);
        if (found !== undefined) assert.equal(found.perDevice * found.accumulation * gpus, batch);
      }
    }
    assert.deepEqual(gpusThatFit(16), [1, 2, 4, 8, 16]);
    assert.deepEqual(splitBatch(512, 8), { perDevice: 4, accumulation: 16 });
  });
});

for (const [name, , learningRate, warmupRatio] of PAPER) {
  const recipe = { learning_rate: learningRate, warmup_ratio: warmupRatio, bf16: true, seed: 42 };

  describe(`${name}, key by key`, () => {
    it('for LLaMA-Factory', () => {
      assert.deepEqual(configuration('llamafactory', plan(name)), {
        ...{ model_name_or_path: 'X/Y', stage: 'sft', do_train: true, finetuning_type: 'full' },
        ...{ dataset: 'deita_selection', dataset_dir: '.', template: 'vicuna', cutoff_len: 2048, output_dir: 'model' },
        ...{ per_device_train_batch_size: 4, gradient_accumulation_steps: 16, num_train_epochs: 6 },
        ...{ lr_scheduler_type: 'cosine', ...recipe },
      });
    });

    it('for Axolotl', () => {
      assert.deepEqual(configuration('axolotl', plan(name)), {
        ...{ base_model: 'X/Y', chat_template: 'jinja', chat_template_jinja: VICUNA_TEMPLATE },
        datasets: [
          {
            ...{ path: 'selection.jsonl', ds_type: 'json', type: 'chat_template', field_messages: 'messages' },
            message_property_mappings: { role: 'role', content: 'content' },
            ...{ roles_to_train: ['assistant'], train_on_eos: 'turn' },
          },
        ],
        ...{ dataset_prepared_path: 'prepared', output_dir: 'model', sequence_len: 2048 },
        ...{ excess_length_strategy: 'truncate', sample_packing: false, optimizer: 'adamw_torch' },
        ...{ micro_batch_size: 4, gradient_accumulation_steps: 16, num_epochs: 6, gradient_checkpointing: true },
        ...{ lr_scheduler: 'cosine', ...recipe },
      });
    });

    it('for TRL', () => {
      assert.deepEqual(configuration('trl', plan(name)), {
        model_name_or_path: 'X/Y',
        datasets: [{ path: 'json', data_files: 'selection.jsonl', split: 'train', columns: ['messages'] }],
        ...{ chat_template_path: 'chat_template.jinja', output_dir: 'model', max_length: 2048, packing: false },
        ...{ assistant_only_loss: true, gradient_checkpointing: true },
        ...{ per_device_train_batch_size: 4, gradient_accumulation_steps: 16, num_train_epochs: 6 },
        ...{ lr_scheduler_type: 'cosine', ...recipe },
      });
      assert.deepEqual(TRAINERS_BY_NAME.trl.files(plan(name)), { 'chat_template.jinja': VICUNA_TEMPLATE });
    });
  });
}

describe('the plain recipe', () => {
  it('trains adapters with the base model’s own template', () => {
    const of = (trainer: TrainerName) => configuration(trainer, plan('lora')) as Record<string, unknown>;
    const [factory, axolotl, trl] = [of('llamafactory'), of('axolotl'), of('trl')];
    assert.deepEqual([factory.finetuning_type, factory.lora_target, factory.template], ['lora', 'all', undefined]);
    assert.deepEqual([axolotl.adapter, axolotl.lora_target_linear], ['lora', true]);
    assert.deepEqual([axolotl.chat_template, axolotl.chat_template_jinja], ['tokenizer_default', undefined]);
    assert.deepEqual([trl.use_peft, trl.lora_target_modules], [true, 'all-linear']);
    assert.equal(trl.chat_template_path, undefined);
    assert.deepEqual([factory.lora_rank, axolotl.lora_r, trl.lora_r], [16, 16, 16]);
  });
});

describe('preference training', () => {
  const of = (trainer: TrainerName) => configuration(trainer, plan('lora', DPO)) as Record<string, unknown>;

  it('is the paper’s with each trainer’s own keys', () => {
    const [factory, axolotl, trl] = [of('llamafactory'), of('axolotl'), of('trl')];
    assert.deepEqual([factory.stage, factory.pref_beta, factory.pref_loss], ['dpo', 0.1, 'sigmoid']);
    assert.deepEqual([axolotl.rl, axolotl.rl_beta, trl.beta], ['dpo', 0.1, 0.1]);
    assert.deepEqual([factory.num_train_epochs, axolotl.num_epochs, trl.num_train_epochs], [9, 9, 9]);
    assert.deepEqual([factory.lr_scheduler_type, axolotl.lr_scheduler], ['linear', 'linear']);
    for (const each of [factory, axolotl, trl]) assert.deepEqual([each.learning_rate, each.warmup_ratio], [5e-7, 0.1]);
    assert.deepEqual(axolotl.datasets, [
      {
        ...{ path: 'selection.jsonl', ds_type: 'json', split: 'train', type: 'chat_template.default' },
        ...{ field_messages: 'messages', field_chosen: 'chosen', field_rejected: 'rejected' },
        message_property_mappings: { role: 'role', content: 'content' },
      },
    ]);
    assert.deepEqual(trl.datasets, [
      { path: 'json', data_files: 'selection.jsonl', split: 'train', columns: ['prompt', 'chosen', 'rejected'] },
    ]);
  });

  it('writes rates that readers of YAML 1.1 take for numbers: they want a dot before the exponent', () => {
    assert.match(yamlText({ learning_rate: 5e-7 }), /^learning_rate: 5\.0e-7$/m);
  });

  it('is described as a ranking to LLaMA-Factory', () => {
    const info = TRAINERS_BY_NAME.llamafactory.files(plan('lora', DPO))['dataset_info.json'];
    const { deita_selection: described } = JSON.parse(info ?? '') as Record<'deita_selection', Record<string, unknown>>;
    assert.equal(described.ranking, true);
    assert.deepEqual(described.columns, { messages: 'messages', chosen: 'chosen', rejected: 'rejected' });
  });
});

const TOOL = {
  type: 'function' as const,
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
};
const WITH_TOOLS: ChatRow = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Rain?' },
    { role: 'assistant', content: '', calls: [{ name: 'weather', arguments: { city: 'Oslo' } }] },
    { role: 'tool', content: '{"rain":true}' },
    { role: 'assistant', content: 'Yes.', reasoning: 'It rains.' },
  ],
  tools: [TOOL],
};
const PLAIN: ChatRow = {
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b', reasoning: 'c' },
  ],
};

describe('rows of a trainer', () => {
  const rowOf = (trainer: TrainerName, row: ChatRow, recipe: SftRecipeName = 'lora') =>
    TRAINERS_BY_NAME[trainer].row(row, { recipe: SFT_RECIPES[recipe], hasTools: row.tools !== undefined });
  const checked = (trainer: TrainerName, row: ChatRow, recipe: SftRecipeName = 'lora') =>
    refusalOr(() => TRAINERS_BY_NAME[trainer].check(row, SFT_RECIPES[recipe]));
  const [system, asked] = WITH_TOOLS.messages;
  const result = { role: 'tool', content: '{"rain":true}' };

  it('have LLaMA-Factory’s roles for tools, and thoughts in the answer', () => {
    assert.deepEqual(rowOf('llamafactory', WITH_TOOLS), {
      messages: [
        ...[system, asked],
        { role: 'function_call', content: '{"name":"weather","arguments":{"city":"Oslo"}}' },
        ...[result, { role: 'assistant', content: '<think>\nIt rains.\n</think>\n\nYes.' }],
      ],
      tools: JSON.stringify([TOOL.function]),
    });
  });

  it('have thoughts before a call for LLaMA-Factory, which tells them apart by their tags', () => {
    const called = { ...(WITH_TOOLS.messages[2] as ChatRow['messages'][number]), reasoning: 'Where?' };
    const row = { ...WITH_TOOLS, messages: WITH_TOOLS.messages.with(2, called) };
    const { messages } = rowOf('llamafactory', row) as { readonly messages: readonly object[] };
    assert.deepEqual(messages[2], {
      role: 'function_call',
      content: '<think>\nWhere?\n</think>\n\n{"name":"weather","arguments":{"city":"Oslo"}}',
    });
    assert.equal(checked('llamafactory', row), undefined);
    const untagged = checked('llamafactory', row, 'deita-mistral-7b');
    assert.equal(untagged instanceof Refusal && untagged.reason, 'toolCall');
  });

  it('have OpenAI’s messages for Axolotl, arguments and schemas as texts', () => {
    assert.deepEqual(rowOf('axolotl', WITH_TOOLS), {
      messages: [
        ...[system, asked],
        {
          ...{ role: 'assistant', content: '' },
          tool_calls: [{ type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
        },
        ...[result, { role: 'assistant', content: 'Yes.', reasoning_content: 'It rains.' }],
      ],
      tools: [
        { type: 'function', function: { name: 'weather', parameters: JSON.stringify(TOOL.function.parameters) } },
      ],
    });
  });

  it('have OpenAI’s messages for TRL, tools as a text', () => {
    const { tools, messages } = rowOf('trl', WITH_TOOLS) as { tools: string; messages: readonly object[] };
    assert.deepEqual(JSON.parse(tools), [TOOL]);
    assert.deepEqual(messages[2], {
      ...{ role: 'assistant', content: '' },
      tool_calls: [{ type: 'function', function: { name: 'weather', arguments: { city: 'Oslo' } } }],
    });
  });

  it('have the column of the tools where another row of the set has tools', () => {
    const withColumn = { recipe: SFT_RECIPES.lora, hasTools: true };
    const column = (trainer: TrainerName): unknown =>
      (TRAINERS_BY_NAME[trainer].row(PLAIN, withColumn) as { tools?: unknown }).tools;
    assert.deepEqual([column('llamafactory'), column('axolotl'), column('trl')], ['', [], '[]']);
  });

  it('have thoughts before the answer where the template has no place for them', () => {
    for (const trainer of ['llamafactory', 'axolotl', 'trl'] as const) {
      assert.deepEqual(rowOf(trainer, PLAIN, 'deita-mistral-7b'), {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: 'c\nb' },
        ],
      });
    }
  });

  it('are refused where the trainer would skip them', () => {
    const called = WITH_TOOLS.messages[2] as ChatRow['messages'][number];
    const twoResults = { ...WITH_TOOLS, messages: WITH_TOOLS.messages.toSpliced(4, 0, result as typeof called) };
    const talkingCall = { ...WITH_TOOLS, messages: WITH_TOOLS.messages.with(2, { ...called, content: 'Let me see.' }) };
    const reasonOf = (found: unknown): unknown => (found instanceof Refusal ? found.reason : found);
    assert.equal(reasonOf(checked('llamafactory', twoResults)), 'rolesDoNotAlternate');
    assert.equal(reasonOf(checked('llamafactory', talkingCall)), 'toolCall');
    for (const trainer of ['axolotl', 'trl'] as const) {
      for (const row of [twoResults, talkingCall]) assert.equal(reasonOf(checked(trainer, row)), undefined);
      assert.equal(reasonOf(checked(trainer, WITH_TOOLS, 'deita-mistral-7b')), 'toolsWithoutTemplate');
    }
    assert.equal(reasonOf(checked('llamafactory', WITH_TOOLS, 'deita-mistral-7b')), undefined);
  });
});
