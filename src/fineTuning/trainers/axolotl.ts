import { LORA } from '../../choices/training';
import type { Tool } from '../tools';
import { dataFile, visibleGpus, type Trainer, type TrainingPlan } from '../trainer';
import { VICUNA_TEMPLATE } from '../vicuna';
import { checkVicuna, openaiMessage, pairBesideMessages } from './openaiMessages';

/** Axolotl: OpenAI's messages, read by `type: chat_template`; what tools get stands as JSON in a text. */
export const axolotl: Trainer = {
  check: checkVicuna,
  row: ({ messages, tools = [] }, { recipe, hasTools }) => ({
    messages: messages.map((message) =>
      openaiMessage(message, recipe, ({ arguments: given }) => JSON.stringify(given)),
    ),
    ...(hasTools ? { tools: tools.map(withTextParameters) } : {}),
  }),
  pair: pairBesideMessages,
  configuration: (plan) => {
    const { recipe, baseModel, split, seed, beta } = plan;
    return {
      base_model: baseModel,
      ...(recipe.method === 'lora'
        ? {
            adapter: 'lora',
            lora_r: LORA.rank,
            lora_alpha: LORA.alpha,
            lora_dropout: LORA.dropout,
            lora_target_linear: true,
          }
        : {}),
      ...(recipe.template === null
        ? { chat_template: 'tokenizer_default' }
        : { chat_template: 'jinja', chat_template_jinja: VICUNA_TEMPLATE }),
      ...(beta === undefined ? {} : { rl: 'dpo', rl_beta: beta }),
      datasets: [beta === undefined ? dataset(plan) : preferences(plan)],
      dataset_prepared_path: 'prepared',
      output_dir: 'model',
      sequence_len: recipe.length,
      // Axolotl would leave longer rows out; the others cut them.
      excess_length_strategy: 'truncate',
      // Packed rows would make another batch than the recipe's.
      ...(beta === undefined ? { sample_packing: false } : {}),
      micro_batch_size: split.perDevice,
      gradient_accumulation_steps: split.accumulation,
      num_epochs: recipe.epochs,
      learning_rate: recipe.learningRate,
      lr_scheduler: recipe.schedule,
      warmup_ratio: recipe.warmupRatio,
      optimizer: 'adamw_torch',
      bf16: true,
      gradient_checkpointing: true,
      seed,
    };
  },
  files: () => ({}),
  commands: ({ config, gpus }) => [
    `axolotl preprocess ${config} --debug`,
    `${visibleGpus(gpus)}axolotl train ${config}`,
  ],
};

const MAPPINGS = { role: 'role', content: 'content' };

function dataset(plan: TrainingPlan): object {
  return {
    path: dataFile(plan),
    ds_type: 'json',
    type: 'chat_template',
    field_messages: 'messages',
    message_property_mappings: MAPPINGS,
    roles_to_train: ['assistant'],
    train_on_eos: 'turn',
  };
}

function preferences(plan: TrainingPlan): object {
  return {
    path: dataFile(plan),
    ds_type: 'json',
    split: 'train',
    type: 'chat_template.default',
    field_messages: 'messages',
    field_chosen: 'chosen',
    field_rejected: 'rejected',
    message_property_mappings: MAPPINGS,
  };
}

/** Schemas differ from row to row, which columns of objects cannot. */
function withTextParameters({ type, function: described }: Tool): object {
  return { type, function: { ...described, parameters: JSON.stringify(described.parameters) } };
}
