import type { LogFields } from '../../protocol/log';
import type { EngineMethod, ParamsOf } from '../../protocol/requests';

type FineTuningMethod = Extract<EngineMethod, `training/${string}`> | 'row/training' | 'dataset/trainingTotals';

/** What the log holds of the parameters of training that is prepared, and of rows as they are trained on. */
export const FINE_TUNING_PARAMS: { readonly [M in FineTuningMethod]: (params: ParamsOf<M>) => LogFields } = {
  'training/prepare': ({
    trainer,
    recipe,
    baseModel,
    gpus,
    tokenizer,
    selection,
    pool,
    seed,
    outputPath,
    overwrite,
  }) => ({
    trainer,
    recipe,
    baseModel,
    gpus,
    tokenizer,
    ...('path' in selection ? { selection: selection.path } : { dataset: selection.datasetId }),
    pool: pool?.path,
    seed,
    outputPath,
    overwrite,
  }),
  'training/render': ({ path, rowIndex, tokenizer, recipe, length }) => ({ path, rowIndex, tokenizer, recipe, length }),
  'row/training': ({ datasetId, rowIndex, tokenizer, recipe, length }) => ({
    dataset: datasetId,
    ...{ rowIndex, tokenizer, recipe, length },
  }),
  'dataset/trainingTotals': ({ datasetId, tokenizer, recipe, length }) => ({
    dataset: datasetId,
    ...{ tokenizer, recipe, length },
  }),
  'training/pairs': ({ trainer, recipe, baseModel, gpus, tokenizer, path, count, by, seed, exclude, outputPath }) => ({
    ...{ trainer, recipe, baseModel, gpus, tokenizer, path, count, by, seed, exclude, outputPath },
  }),
};
