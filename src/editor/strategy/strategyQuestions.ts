import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parseQuota, writeQuota, type QuotaRule } from '../../choices/quotas';
import { SEED, STRATEGY_NAMES, STRATEGY_NUMBERS, type NumberParameter, type Strategy } from '../../choices/strategies';
import { RANDOM } from '../../protocol/selection';
import type { JoinChoice } from '../../protocol/signalSupply';
import { RANKING_SIGNALS, SIGNALS, type RankingSignalId } from '../../protocol/signals';
import { SIGNAL_TEXTS } from '../../wording/signalTexts';
import { spokenWords } from '../../wording/errorText';
import { diversityNeeds, diversityText } from '../../wording/strategyText';
import { conditionProblem, quotaProblem, rankingProblem } from './strategyChecks';

// Every question resolves to undefined when it was left: nothing changes then.

interface NameItem extends vscode.QuickPickItem {
  /** Absent = a field of the rows, which is asked for. */
  readonly name?: string;
}

/** A signal that rows can be ranked by, random, or a field. */
export async function askRanking(current: string): Promise<string | undefined> {
  const items: NameItem[] = [
    ...RANKING_SIGNALS.filter((id) => SIGNALS[id].kind !== 'category').map(signalItem),
    { name: RANDOM, label: l10n.t('Random'), detail: l10n.t('An order that a seed decides: the baseline') },
    { label: l10n.t('A field of the rows…'), detail: l10n.t('Such as a reward that another tool wrote') },
  ];
  return askName(l10n.t('Rank by'), items, current);
}

/** What has tags: a judge, or a field. */
export function askTags(current: string | undefined): Promise<string | undefined> {
  const items: NameItem[] = [
    { label: l10n.t('A field of the rows…'), detail: l10n.t('A list of tags, or one of them') },
    signalItem('tags'),
  ];
  return askName(l10n.t('Tags'), items, current ?? '');
}

async function askName(title: string, items: readonly NameItem[], current: string): Promise<string | undefined> {
  const marked = items.map((item) => ({ ...item, description: item.name === current ? l10n.t('in use') : '' }));
  const picked = await vscode.window.showQuickPick<NameItem>(marked, { title, matchOnDetail: true });
  if (picked === undefined) return undefined;
  return picked.name ?? askField(current);
}

/** @param current what is proposed where it is a field */
export function askField(current: string): Thenable<string | undefined> {
  const value = current.startsWith('field:') ? current : 'field:';
  return vscode.window.showInputBox({
    title: l10n.t('A field of the rows'),
    prompt: l10n.t('Its path in a row, such as field:scores.reward'),
    value,
    valueSelection: ['field:'.length, value.length],
    validateInput: rankingProblem,
  });
}

/** A field of a second file, and by what its rows belong to those of the dataset. */
export async function askJoinedField(): Promise<
  { readonly names: readonly string[]; readonly join: JoinChoice } | undefined
> {
  const title = l10n.t('A second file, whose rows belong to those of the dataset');
  const [file] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  if (file === undefined) return undefined;
  const key = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('The field of both files that tells which rows belong together, such as id; empty = their order'),
  });
  if (key === undefined) return undefined;
  const name = await askField('');
  const on = key.trim();
  return name === undefined ? undefined : { names: [name], join: { file: file.fsPath, ...(on === '' ? {} : { on }) } };
}

/** A signal in a list of them. */
export function signalItem(id: RankingSignalId): {
  readonly name: string;
  readonly label: string;
  readonly detail: string;
} {
  const { name, origin } = SIGNALS[id];
  const { title, description } = SIGNAL_TEXTS[id];
  const detail = origin === 'model' ? l10n.t('{0}. A model is asked about every turn', description) : description;
  return { name, label: title, detail };
}

export async function askDiversity(current: Strategy): Promise<Strategy | undefined> {
  const items = STRATEGY_NAMES.map((strategy) => {
    const { label, description } = diversityText(strategy);
    const detail = `${description}; ${diversityNeeds(strategy)}`;
    return { strategy, label, description: strategy === current ? l10n.t('in use') : '', detail };
  });
  const title = l10n.t('Diversity');
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.strategy;
}

/** Empty = every row may take part. */
export function askConditions(current: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Conditions'),
    prompt: l10n.t('Which rows may take part; empty = all of them'),
    placeHolder: 'quality >= 3 and language in (ko, en) and turns <= 4',
    value: current ?? '',
    validateInput: conditionProblem,
  });
}

interface QuotaItem extends vscode.QuickPickItem {
  /** Absent = another one, which is asked for. */
  readonly rule?: QuotaRule;
}

/** One of the quotas to take away, or another one. @returns the quotas then */
export async function askQuotas(current: readonly QuotaRule[]): Promise<readonly QuotaRule[] | undefined> {
  const items: QuotaItem[] = [
    { label: l10n.t('Add a quota…') },
    ...current.map((rule) => ({ rule, label: writeQuota(rule), description: l10n.t('take it away') })),
  ];
  const picked =
    current.length === 0 ? items[0] : await vscode.window.showQuickPick(items, { title: l10n.t('Quotas') });
  if (picked === undefined) return undefined;
  if (picked.rule !== undefined) return current.filter((rule) => rule !== picked.rule);
  const text = await vscode.window.showInputBox({
    title: l10n.t('Add a quota'),
    prompt: l10n.t('Rows per value at most: SIGNAL=30% of the budget, or SIGNAL=VALUE:ROWS,VALUE:ROWS'),
    placeHolder: 'source=30%',
    validateInput: quotaProblem,
  });
  return text === undefined ? undefined : [...current, parseQuota(text.trim())];
}

export function askSeed(current: number | undefined): Promise<number | undefined> {
  return askNumber(l10n.t('Seed'), SEED, current ?? SEED.default);
}

export function askAlpha(current: number | null | undefined): Promise<number | undefined> {
  const { alpha } = STRATEGY_NUMBERS;
  return askNumber(l10n.t('Weight of coverage'), alpha, current ?? alpha.default);
}

async function askNumber(
  title: string,
  { isValid, expected }: NumberParameter,
  value: number,
): Promise<number | undefined> {
  const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
  const wanted = spokenWords(expected);
  const validateInput = (text: string): string | undefined => (isValid(numberIn(text)) ? undefined : wanted);
  const text = await vscode.window.showInputBox({ title, prompt: wanted, value: String(value), validateInput });
  return text === undefined ? undefined : numberIn(text);
}

export async function askTargets(): Promise<string | undefined> {
  const title = l10n.t('A dataset of the rows that are wanted');
  const [file] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  return file?.fsPath;
}
