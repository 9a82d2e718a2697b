import { LORA } from '../../choices/training';
import { dataFile, type Trainer } from '../trainer';
import { VICUNA_TEMPLATE } from '../vicuna';
import { checkVicuna, openaiMessage, plainMessage } from './openaiMessages';

const TEMPLATE_FILE = 'chat_template.jinja';

/** TRL: OpenAI's messages; tools as JSON in a text, which TRL reads as well as a list. */
export const trl: Trainer = {
  check: checkVicuna,
  row: ({ messages, tools = [] }, { recipe, hasTools }) => ({
    messages: messages.map((message) => openaiMessage(message, recipe, ({ arguments: given }) => given)),
    ...(hasTools ? { tools: JSON.stringify(tools) } : {}),
  }),
  pair: ({ prompt, chosen, rejected }) => ({
    prompt: prompt.map(plainMessage),
    chosen: [plainMessage(chosen)],
    rejected: [plainMessage(rejected)],
  }),
  configuration: (plan) => {
    const { recipe, baseModel, split, seed, beta, hasTools } = plan;
    const columns = beta === undefined ? ['messages', ...(hasTools ? ['tools'] : [])] : PREFERENCE_COLUMNS;
    return {
      model_name_or_path: baseModel,
      ...(recipe.method === 'lora'
        ? {
            use_peft: true,
            lora_r: LORA.rank,
            lora_alpha: LORA.alpha,
            lora_dropout: LORA.dropout,
            lora_target_modules: 'all-linear',
          }
        : {}),
      datasets: [{ path: 'json', data_files: dataFile(plan), split: 'train', columns }],
      ...(recipe.template === null || beta !== undefined ? {} : { chat_template_path: TEMPLATE_FILE }),
      output_dir: 'model',
      max_length: recipe.length,
      ...(beta === undefined ? { packing: false, assistant_only_loss: true } : { beta }),
      per_device_train_batch_size: split.perDevice,
      gradient_accumulation_steps: split.accumulation,
      learning_rate: recipe.learningRate,
      num_train_epochs: recipe.epochs,
      lr_scheduler_type: recipe.schedule,
      warmup_ratio: recipe.warmupRatio,
      bf16: true,
      gradient_checkpointing: true,
      seed,
    };
  },
  files: ({ recipe, beta }) =>
    recipe.template === null || beta !== undefined ? {} : { [TEMPLATE_FILE]: VICUNA_TEMPLATE },
  commands: ({ config, gpus, isDpo }) => [`trl ${isDpo ? 'dpo' : 'sft'} --config ${config} --num_processes ${gpus}`],
};

const PREFERENCE_COLUMNS = ['prompt', 'chosen', 'rejected'];
