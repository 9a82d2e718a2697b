import path from 'node:path';
import type { Uri } from 'vscode';
import { SFT_RECIPES, SFT_RECIPE_NAMES, type SftRecipeName } from '../../choices/training';
import type { PageRendering } from '../../protocol/pages/tablePage';
import type { SettingKey, Settings } from '../contributions/settings';

type ReadSetting = <K extends SettingKey>(key: K, uri: Uri) => Settings[K];

/** How a dataset's rows are shown as a model is trained on them; null = no tokenizer is chosen. */
export function renderingOf(readSetting: ReadSetting, uri: Uri): PageRendering | null {
  const tokenizer = readSetting('training.tokenizer', uri).trim();
  if (tokenizer === '') return null;
  const recipe = recipeNamed(readSetting('training.recipe', uri));
  const length = readSetting('training.maxTokens', uri) ?? SFT_RECIPES[recipe].length;
  return { tokenizer: path.resolve(path.dirname(uri.fsPath), tokenizer), recipe, length };
}

/** What else a hand writes into the settings is the recipe for any base model. */
function recipeNamed(name: string): SftRecipeName {
  return SFT_RECIPE_NAMES.find((known) => known === name) ?? 'lora';
}
