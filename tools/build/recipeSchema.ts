import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RECIPE_OPTIONS } from '../../src/cli/commands/run';
import type { Option, Options } from '../../src/cli/option';

/** Where package.json says that the schema of recipes is, from the root. */
export const RECIPE_SCHEMA = 'dist/recipe.schema.json';

/** Writes the schema of the options that there are. */
export async function writeRecipeSchema(root: string): Promise<void> {
  const file = path.join(root, RECIPE_SCHEMA);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(recipeSchema(RECIPE_OPTIONS), null, 2)}\n`);
}

/** The JSON schema of recipes, for editors that know YAML. */
function recipeSchema(known: Options): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'DEITA recipe',
    type: 'object',
    required: ['input'],
    additionalProperties: false,
    properties: {
      input: { type: 'string', description: "The dataset; relative paths count from the recipe's folder." },
      sha256: { type: 'string', pattern: '^[0-9a-fA-F]{64}$', description: 'Refuses a dataset with another content.' },
      options: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(Object.entries(known).map(([name, option]) => [name, optionSchema(option)])),
      },
    },
  };
}

function optionSchema({ type, multiple, help }: Option): object {
  const description = help.replaceAll('\n', ' ');
  if (type === 'boolean') return { type, description };
  const scalarTypes = ['string', 'number'];
  if (multiple !== true) return { type: scalarTypes, description };
  return { type: [...scalarTypes, 'array'], items: { type: scalarTypes }, description };
}
