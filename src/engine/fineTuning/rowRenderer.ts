import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../common/errors';
import type { TrainingRecipe } from '../../choices/training';
import { isObject } from '../../dataset/formats/format';
import { usesTools, type ChatRow } from '../../fineTuning/chatRow';
import { ChatTemplate, type MarkedText } from '../../fineTuning/chatTemplate';
import { withReasoning } from '../../fineTuning/reasoningText';
import { markTrained } from '../../fineTuning/trainedSpans';
import { specialTokensIn, templateIn } from '../../fineTuning/tokenizerConfig';
import { VICUNA_TEMPLATE, VICUNA_TOKENS } from '../../fineTuning/vicuna';
import { openTokenCounter, type TokenCounter } from '../../inference/tokenCounter';
import { fault } from '../../messages/say';
import { estimatedTokens } from '../../serverClient/tokenEstimate';

/** Rows as the base model would get them, and how many tokens that is. */
export interface RowRenderer {
  readonly countedBy: 'tokenizer' | 'estimate';
  readonly countTokens: TokenCounter;
  /** The text of a row as far as it goes; without a template its messages, one after the other. @throws Refusal */
  render(row: ChatRow, options?: { readonly addGenerationPrompt?: boolean }): string;
  /** The text of a row and what of it is trained on; undefined without a template. @throws Refusal */
  mark(row: ChatRow): MarkedText | undefined;
}

/** @throws DeitaError `usage`, `modelUnsupported` for a tokenizer or template that cannot be read */
export async function openRowRenderer(
  { template }: Pick<TrainingRecipe, 'template'>,
  tokenizer: string | undefined,
): Promise<RowRenderer> {
  const folder = tokenizer === undefined ? undefined : await folderOf(tokenizer);
  const countTokens =
    folder === undefined ? estimatedTokens : await openTokenCounter(path.join(folder, 'tokenizer.json'));
  const countedBy = folder === undefined ? 'estimate' : 'tokenizer';
  if (template === 'vicuna') {
    const vicuna = new ChatTemplate(VICUNA_TEMPLATE, VICUNA_TOKENS);
    return {
      countedBy,
      countTokens,
      // LLaMA-Factory has a form of its own for tools in this template.
      render: (row, options) => (usesTools(row) ? textsOf(row) : vicuna.render(withPlainReasoning(row), options)),
      mark: (row) => markTrained(vicuna, withPlainReasoning(row), []),
    };
  }
  const own = folder === undefined ? undefined : await openChatTemplates(folder);
  return {
    countedBy,
    countTokens,
    render: (row, options) => own?.templateOf(row).render(row, options) ?? textsOf(row),
    mark: (row) => own && markTrained(own.templateOf(row), row, own.endTokens),
  };
}

/** A tokenizer is named by its folder or by its file. */
export async function folderOf(tokenizer: string): Promise<string> {
  const isFolder = await stat(tokenizer).then(
    (found) => found.isDirectory(),
    () => true, // Opening it says what is missing.
  );
  return isFolder ? tokenizer : path.dirname(tokenizer);
}

interface OwnTemplates {
  /** Which one a row is rendered with depends on its tools. */
  readonly templateOf: (row: ChatRow) => ChatTemplate;
  /** Tokens that may end an answer. */
  readonly endTokens: readonly string[];
}

/**
 * The chat templates of a tokenizer's folder.
 * @returns undefined where the folder has none
 * @throws DeitaError `modelUnsupported`
 */
async function openChatTemplates(folder: string): Promise<OwnTemplates | undefined> {
  try {
    const text = await readIfThere(path.join(folder, 'tokenizer_config.json'));
    const config: unknown = text === undefined ? undefined : JSON.parse(text);
    const beside = await readIfThere(path.join(folder, 'chat_template.jinja'));
    const source = beside ?? templateIn(config);
    if (source === undefined) return undefined;
    const tokens = specialTokensIn(config);
    const plain = new ChatTemplate(source, tokens);
    const forTools = beside === undefined ? templateIn(config, true) : source;
    const withTools = forTools === undefined || forTools === source ? plain : new ChatTemplate(forTools, tokens);
    return {
      templateOf: ({ tools }) => (tools === undefined ? plain : withTools),
      endTokens: [...Object.values(tokens), ...(await addedTokens(folder))],
    };
  } catch (error) {
    throw fault('badChatTemplate', { folder, reason: messageOf(error) });
  }
}

/** What a `tokenizer.json` holds beside its vocabulary. */
async function addedTokens(folder: string): Promise<string[]> {
  const text = await readIfThere(path.join(folder, 'tokenizer.json'));
  const tokenizer: unknown = text === undefined ? undefined : JSON.parse(text);
  const added: unknown = isObject(tokenizer) ? tokenizer.added_tokens : undefined;
  return (Array.isArray(added) ? (added as unknown[]) : []).flatMap((token) =>
    isObject(token) && typeof token.content === 'string' ? [token.content] : [],
  );
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function withPlainReasoning({ messages, tools }: ChatRow): ChatRow {
  return {
    messages: messages.map((message) => ({ ...message, content: withReasoning(message) })),
    ...(tools === undefined ? {} : { tools }),
  };
}

function textsOf({ messages, tools = [] }: ChatRow): string {
  const said = messages.flatMap((message) => [withReasoning(message), ...(message.calls ?? []).map(asJson)]);
  return [...tools.map(asJson), ...said].join('\n');
}

function asJson(value: object): string {
  return JSON.stringify(value);
}
