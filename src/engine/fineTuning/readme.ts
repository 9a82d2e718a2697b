import { TRAINER_LABELS } from '../../choices/training';
import { TRAINERS_BY_NAME } from '../../fineTuning/trainers';
import type { PreparedSet, PreparedTraining } from '../../protocol/fineTuning';
import { CONFIGURATION } from './writtenSet';

/** What a person finds in the folder: what is in it, what to run, and what to expect. */
export function readmeText(prepared: PreparedTraining): string {
  const { trainer, recipe, baseModel, parameters } = prepared;
  const isDpo = parameters.beta !== undefined;
  return [
    `# Train ${baseModel} with ${TRAINER_LABELS[trainer]}`,
    '',
    `Written by DEITA ${prepared.version}, recipe \`${recipe}\`. \`manifest.json\` has counts and hashes of everything here.`,
    '',
    ...setsSection(prepared),
    ...commandsSection(prepared, isDpo),
    ...recipeSection(prepared),
    ...notes(prepared, isDpo),
  ].join('\n');
}

function setsSection({ sets, selection, pool, refused, countedBy }: PreparedTraining): string[] {
  const counted = countedBy === 'tokenizer' ? 'Tokens are counted with your tokenizer.' : 'Tokens are estimated.';
  return [
    '## What is in it',
    '',
    '| folder | rows | tokens | longer than the limit | steps | tokens seen |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...sets.map(setLine),
    '',
    `\`${sets[0]?.name ?? ''}\` is ${selection.file}.${pool === null ? '' : ` The baselines are rows of ${pool.file}, as many as the selection has: drawn at random, and the longest. A selection is worth its effort where the model trained on it beats both.`}`,
    `${counted} Rows that are longer than the limit are cut.`,
    ...(refused.rows === 0
      ? []
      : [`Rows left out, as the trainer would refuse them: ${refused.rows}; \`${refused.file}\` lists them.`]),
    '',
  ];
}

function setLine({ name, seed, rows, tokens, steps }: PreparedSet): string {
  const title = seed === undefined ? `\`${name}\`` : `\`${name}\` (seed ${seed})`;
  const share = `${tokens.cutRows} (${(tokens.cutShare * 100).toFixed(1)} %)`;
  return `| ${title} | ${rows} | ${tokens.total} | ${share} | ${steps} | ${tokens.seen} |`;
}

function commandsSection({ trainer, sets, batch }: PreparedTraining, isDpo: boolean): string[] {
  const commands = TRAINERS_BY_NAME[trainer].commands({ config: CONFIGURATION, gpus: batch.gpus, isDpo });
  return [
    '## What to run',
    '',
    `On the machine with the ${batch.gpus === 1 ? 'GPU' : gpusText(batch.gpus)}, with ${TRAINER_LABELS[trainer]} installed; each model is written to the folder \`model\` beside its data:`,
    '',
    '```sh',
    ...sets.flatMap(({ name }) => [`(cd ${name} &&`, ...chained(commands)]),
    '```',
    '',
  ];
}

function chained(commands: readonly string[]): string[] {
  return commands.map((command, at) => `  ${command}${at === commands.length - 1 ? ')' : ' &&'}`);
}

function recipeSection({ parameters, batch, seeds }: PreparedTraining): string[] {
  const { method, template, length, epochs, learningRate, warmupRatio, schedule, beta } = parameters;
  return [
    '## The recipe',
    '',
    `- ${method === 'lora' ? 'LoRA adapters' : 'all weights'}, ${epochs} epochs, at most ${length} tokens per row`,
    `- ${batch.total} rows per step: ${batch.perDevice} per GPU × ${batch.accumulation} accumulated × ${gpusText(batch.gpus)}`,
    `- learning rate ${learningRate}, ${schedule} schedule, warm-up over ${warmupRatio} of the steps`,
    ...(beta === undefined ? [] : [`- DPO with β = ${beta}`]),
    `- ${template === 'vicuna' ? 'the Vicuna template' : 'the base model’s own chat template'}; loss on the assistant’s messages alone`,
    `- seed ${seeds.training} for training${seeds.random === undefined ? '' : `, ${seeds.random} for the random rows`}${seeds.pairs === undefined ? '' : `, ${seeds.pairs} for the pairs`}`,
    '',
  ];
}

function gpusText(gpus: number): string {
  return gpus === 1 ? '1 GPU' : `${gpus} GPUs`;
}

/** Where a trainer needs to be told something that depends on the machine. */
const SHARDING = {
  llamafactory: 'add `deepspeed: …/ds_z3_config.json` (from its examples) to `train.yaml`',
  axolotl: 'add `deepspeed: deepspeed_configs/zero3_bf16.json` (`axolotl fetch deepspeed_configs`) to `train.yaml`',
  trl: 'add `--accelerate_config zero3` to the command',
} as const;

function notes({ trainer, parameters: { method, template } }: PreparedTraining, isDpo: boolean): string[] {
  return [
    ...(method === 'full'
      ? [`All weights of a large model do not fit on one GPU with their states: ${SHARDING[trainer]}.`]
      : []),
    ...(isDpo
      ? ['Preferences come after supervised fine-tuning: set the model in `train.yaml` to the folder of that model.']
      : []),
    ...(trainer === 'axolotl' && !isDpo
      ? ['`sample_packing` is off: several rows packed into one would make another batch than the recipe’s.']
      : []),
    ...(trainer === 'trl' && template === null && !isDpo
      ? [
          'Loss on the assistant alone (`assistant_only_loss`) needs a chat template that marks what the assistant says; TRL brings one for known families.',
        ]
      : []),
    ...(trainer === 'llamafactory' && template === null && !isDpo
      ? [
          'Without `template`, LLaMA-Factory takes the chat template of the model’s tokenizer; a base model without one needs `template: …` in `train.yaml`.',
        ]
      : []),
    '',
  ];
}
