import path from 'node:path';
import { stringify } from 'yaml';
import { writeFileAtomically } from '../../dataset/atomicFile';
import type { FieldMapping } from '../../dataset/conversation';
import { fieldsText } from '../../dataset/fieldMapping';
import { assertNotDataset } from '../../dataset/protectDataset';
import { fault } from '../../messages/say';
import type { ParamsOf } from '../../protocol/requests';
import { recipeOptions, type RecipeOption } from '../../protocol/recipeOptions';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';

type Request = Omit<ParamsOf<'dataset/recipe'>, 'datasetId'>;

const HEAD = '# Run it with: deita run FILE. Relative paths count from this folder; keys come from the environment.\n';

/**
 * Writes the selection down as a recipe: what `deita run` makes it with again, on the same dataset alone.
 * @throws DeitaError `usage` without a selection, or for one that a recipe cannot hold, `outputExists`, `cancelled`
 */
export async function writeRecipe(
  { dataset, fields, results, added }: OpenDataset,
  { outputPath, overwrite, order, outputs = {}, perSource = false }: Request,
  { signal }: JobContext,
): Promise<void> {
  const { selection } = results;
  if (selection === null) throw fault('noSelectionToReport');
  await assertNotDataset(dataset.files, outputPath);
  const folder = path.dirname(outputPath);
  const files = Object.entries(outputs).map(([name, value]): RecipeOption => ({ name, value, path: true }));
  const options = [
    ...recipeOptions(selection.summary.parameters, {
      names: added.all.map(({ name }) => name),
      supply: added.supply,
    }),
    ...fieldsOption(fields),
    ...(order === 'file' ? [{ name: 'order', value: order }] : []),
    ...(perSource ? [{ name: 'per-source', value: true }] : []),
    ...files,
  ];
  const recipe = {
    input: relativeTo(folder, dataset.path),
    sha256: await dataset.sha256(signal),
    options: Object.fromEntries(options.map((option) => [option.name, written(option, folder)])),
  };
  const text = HEAD + stringify(recipe, { lineWidth: 0 });
  await writeFileAtomically(outputPath, { overwrite }, (sink) => sink.write(Buffer.from(text)));
}

function fieldsOption(fields: FieldMapping | undefined): RecipeOption[] {
  if (fields === undefined) return [];
  const value = fieldsText(fields);
  if (value.split(',').length !== Object.keys(fields).length) throw fault('recipeWithFields');
  return [{ name: 'fields', value }];
}

function written({ value, path: isPath }: RecipeOption, folder: string): RecipeOption['value'] {
  if (isPath !== true) return value;
  return Array.isArray(value)
    ? (value as readonly string[]).map((each) => relativeTo(folder, each))
    : relativeTo(folder, String(value));
}

/** With `/`, which every system reads; as it is where it is on another drive. */
function relativeTo(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  return path.isAbsolute(relative) ? file : relative.split(path.sep).join('/');
}
