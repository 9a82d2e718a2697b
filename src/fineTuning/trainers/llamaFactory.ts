import { LORA, type TrainingRecipe } from '../../choices/training';
import { say } from '../../messages/say';
import type { ChatMessage } from '../chatRow';
import { Refusal } from '../refusal';
import { withReasoning, withTaggedReasoning } from '../reasoningText';
import { dataFile, visibleGpus, type Trainer, type TrainingPlan } from '../trainer';
import { pairBesideMessages } from './openaiMessages';

const DATASET_INFO = 'dataset_info.json';

/** LLaMA-Factory: rows in its `sharegpt` form with OpenAI's names, described in `dataset_info.json`. */
export const llamaFactory: Trainer = {
  check({ messages }, { template }) {
    const said = messages.filter(({ role }) => role !== 'system');
    for (const [at, { role, content, reasoning, calls }] of said.entries()) {
      const isAnswer = role === 'assistant';
      if (isAnswer !== (at % 2 === 1)) {
        throw new Refusal('rolesDoNotAlternate', say('refused.roleAt', { place: String(at + 1), role }));
      }
      const isText = content !== '' || (reasoning !== undefined && template !== null);
      if (calls !== undefined && isText) {
        throw new Refusal('toolCall', say('refused.textAndCall'));
      }
    }
  },
  row: ({ messages, tools }, { recipe, hasTools }) => ({
    messages: messages.map((message) => messageOf(message, recipe)),
    ...(hasTools ? { tools: tools === undefined ? '' : JSON.stringify(tools.map((tool) => tool.function)) } : {}),
  }),
  pair: pairBesideMessages,
  configuration: (plan) => {
    const { recipe, baseModel, split, seed, beta } = plan;
    return {
      model_name_or_path: baseModel,
      stage: beta === undefined ? 'sft' : 'dpo',
      do_train: true,
      finetuning_type: recipe.method,
      ...(recipe.method === 'lora'
        ? { lora_rank: LORA.rank, lora_alpha: LORA.alpha, lora_dropout: LORA.dropout, lora_target: 'all' }
        : {}),
      ...(beta === undefined ? {} : { pref_beta: beta, pref_loss: 'sigmoid' }),
      dataset: datasetName(plan),
      dataset_dir: '.',
      // Without one, LLaMA-Factory takes the template of the model's tokenizer.
      ...(recipe.template === null ? {} : { template: recipe.template }),
      cutoff_len: recipe.length,
      output_dir: 'model',
      per_device_train_batch_size: split.perDevice,
      gradient_accumulation_steps: split.accumulation,
      learning_rate: recipe.learningRate,
      num_train_epochs: recipe.epochs,
      lr_scheduler_type: recipe.schedule,
      warmup_ratio: recipe.warmupRatio,
      bf16: true,
      seed,
    };
  },
  files: (plan) => ({ [DATASET_INFO]: `${JSON.stringify({ [datasetName(plan)]: description(plan) }, null, 2)}\n` }),
  commands: ({ config, gpus }) => [
    `${visibleGpus(gpus)}${gpus > 1 ? 'FORCE_TORCHRUN=1 ' : ''}llamafactory-cli train ${config}`,
  ],
};

function datasetName({ set }: TrainingPlan): string {
  return `deita_${set}`;
}

function description(plan: TrainingPlan): object {
  const isRanking = plan.beta !== undefined;
  return {
    file_name: dataFile(plan),
    formatting: 'sharegpt',
    ...(isRanking ? { ranking: true } : {}),
    columns: {
      messages: 'messages',
      ...(isRanking ? { chosen: 'chosen', rejected: 'rejected' } : {}),
      ...(plan.hasTools ? { tools: 'tools' } : {}),
    },
    tags: {
      role_tag: 'role',
      content_tag: 'content',
      user_tag: 'user',
      assistant_tag: 'assistant',
      system_tag: 'system',
      observation_tag: 'tool',
      function_tag: 'function_call',
    },
  };
}

function messageOf(message: ChatMessage, { template }: TrainingRecipe): object {
  const { role, calls } = message;
  if (calls !== undefined) {
    const [first] = calls;
    const content = JSON.stringify(calls.length === 1 ? first : calls);
    return { role: 'function_call', content: withTaggedReasoning({ ...message, content }) };
  }
  return { role, content: template === null ? withTaggedReasoning(message) : withReasoning(message) };
}
