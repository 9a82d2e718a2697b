import * as vscode from 'vscode';
import { answerTo } from '../answerTo';
import { withTyped } from './typedItem';

/** Which way a person left a step; `twoBack` = to the one before the one before. */
export type StepEnd = 'next' | 'back' | 'twoBack' | 'cancel';

/** Asks one question and notes the answer. */
export type Step = () => Promise<StepEnd>;

const STEPS = { next: 1, back: -1, twoBack: -2 } as const;

/** Runs questions one after the other; the back button returns to the one before. @returns whether all were answered */
export async function runSteps(stepsNow: () => readonly Step[]): Promise<boolean> {
  let at = 0;
  for (;;) {
    const step = stepsNow()[at];
    if (step === undefined) return true;
    const end = await step();
    if (end === 'cancel') return false;
    at = Math.max(0, at + STEPS[end]);
  }
}

/** Which of how many questions it is. */
export interface Asked {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export interface PickQuestion<Item extends vscode.QuickPickItem> extends Asked {
  readonly placeholder: string;
  readonly items: readonly Item[] | Promise<readonly Item[]>;
  /** The first such item is proposed, else the first of all; absent = none is. */
  readonly active?: (item: Item) => boolean;
  /** The item for a text that is typed; absent = typing only filters. */
  readonly typed?: (text: string) => Item;
}

/** @param onAnswer gets the item chosen */
export function pick<Item extends vscode.QuickPickItem>(
  { title, step, totalSteps, placeholder, items, active, typed }: PickQuestion<Item>,
  onAnswer: (item: Item) => void,
): Promise<StepEnd> {
  const input = vscode.window.createQuickPick<Item>();
  Object.assign(input, { title, step, totalSteps, placeholder, ignoreFocusOut: true, matchOnDetail: true });
  input.busy = true;
  void Promise.resolve(items).then((found) => {
    const show = (): void => {
      input.items = typed === undefined ? found : withTyped(found, input.value, typed);
    };
    show();
    if (typed !== undefined) input.onDidChangeValue(show);
    const proposed = active === undefined ? [] : found.filter(active).slice(0, 1);
    // Without one of these VS Code proposes the first.
    if (active === undefined || proposed.length > 0) input.activeItems = proposed;
    input.busy = false;
  });
  return ask(input, () => {
    const [item] = input.selectedItems;
    if (item === undefined) return false;
    onAnswer(item);
    return true;
  });
}

export interface TextQuestion extends Asked {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** What is wrong with a text; undefined = nothing. */
  readonly check?: (text: string) => string | undefined;
}

/** @param onAnswer gets the text typed, without white space at its ends */
export function typeIn(question: TextQuestion, onAnswer: (text: string) => void): Promise<StepEnd> {
  const { title, step, totalSteps, prompt, value = '', placeholder = '', password = false, check } = question;
  const input = vscode.window.createInputBox();
  Object.assign(input, { title, step, totalSteps, prompt, value, placeholder, password, ignoreFocusOut: true });
  input.onDidChangeValue(() => (input.validationMessage = ''));
  return ask(input, () => {
    const text = input.value.trim();
    const wrong = check?.(text);
    input.validationMessage = wrong;
    if (wrong !== undefined) return false;
    onAnswer(text);
    return true;
  });
}

/** @param accept takes the answer; false = it is none */
async function ask<Item extends vscode.QuickPickItem>(
  input: vscode.QuickPick<Item> | vscode.InputBox,
  accept: () => boolean,
): Promise<StepEnd> {
  const back = (input.step ?? 1) > 1 ? 'back' : undefined;
  return (await answerTo<StepEnd>(input, () => (accept() ? 'next' : undefined), back)) ?? 'cancel';
}
