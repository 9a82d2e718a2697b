import { cueMask, CUE_CLASSES } from './cueWords';
import { wordsOf } from './segmentation';

/** An instruction taken apart: what is asked for, and the material that it is to be done with. */
export interface TaskSplit {
  readonly task: string;
  readonly material: string;
}

const FENCE = /```[\s\S]*?(?:```|$)/g;
const QUOTED_PASSAGE = /(?<=^|[\s(:])"(?=\S)[^"\n]{160,}(?<=\S)"|“[^”\n]{160,}”|「[^」\n]{60,}」/g;
const QUESTION_OR_REQUEST = /[?？]|请|吗|什么|如何|为什么|주세요|해줘|까요|무엇|ください|ですか|ますか/;
const ROW_OF_VALUES = /\||\t|^[\w.+-]+(?:\s*[,;]\s*[\w.+-]+){2,}$/;
const CODE_LINE =
  /[{}]\s*$|[=(){}[\]<>].*;\s*$|^\s*(?:def|class|import|from|return|public|private|function|const|let|var|#include|SELECT|INSERT)\b|=>|<\/?\w+>/;
const DIRECTIVE_BIT = 1 << CUE_CLASSES.indexOf('directive');
const CONSTRAINT_BIT = 1 << CUE_CLASSES.indexOf('constraint');
const INTRODUCES = /[:：]\s*$/;
const ASKER = new Set(['i', "i'm", "i've", "i'd", 'my', 'we', 'our', '我']);
const OPENING_WORDS = 12;
/** A passage has at least this many words; shorter lines are read as part of the task. */
const PASSAGE_WORDS = 12;
const INTRODUCED_PASSAGE_WORDS = 25;

/**
 * Separates the task from the material it is applied to (quoted passages, code, tables, pasted paragraphs), so that a
 * long pasted text does not make an easy task look complex. Falls back to everything being the task.
 */
export function splitTask(instruction: string): TaskSplit {
  const material: string[] = [];
  const take = (passage: string): string => {
    material.push(passage);
    return ' ';
  };
  const prose = instruction.replace(FENCE, take).replace(QUOTED_PASSAGE, take);
  const blocks = prose
    .split('\n')
    .flatMap(splitAfterColon)
    .filter((block) => block.trim() !== '');
  const asks = blocks.map(isRequest);
  const somethingAsks = asks.includes(true);
  const isContext = contexts(blocks, asks);
  const task = blocks.filter((block, index) => {
    const keep = isContext[index] === true || !isMaterial(block, asks[index] === true, somethingAsks);
    if (!keep) material.push(block);
    return keep;
  });
  if (task.length === 0) return { task: instruction, material: '' };
  return { task: task.join('\n'), material: material.join('\n') };
}

/** `Summarise this article: The senate …` becomes two blocks when what follows the colon is long. */
function splitAfterColon(line: string): string[] {
  const colon = /[:：]\s*/.exec(line);
  if (colon === null) return [line];
  const end = colon.index + colon[0].length;
  const rest = line.slice(end);
  return wordsOf(rest).length >= INTRODUCED_PASSAGE_WORDS ? [line.slice(0, end), rest] : [line];
}

/**
 * Which blocks tell of the asker's own case ("I am building a shop …"), or go on from one that does: they are part of
 * what is asked, unless a request hands them over after a colon.
 */
function contexts(blocks: readonly string[], asks: readonly boolean[]): boolean[] {
  let open = false;
  return blocks.map((block, index) => {
    const handedOver = asks[index - 1] === true && INTRODUCES.test(blocks[index - 1] ?? '');
    open = asks[index] !== true && !handedOver && (open || speaksOfAsker(block));
    return open;
  });
}

function speaksOfAsker(block: string): boolean {
  return wordsOf(block)
    .slice(0, OPENING_WORDS)
    .some((word) => ASKER.has(word));
}

function isMaterial(block: string, asks: boolean, somethingAsks: boolean): boolean {
  if (ROW_OF_VALUES.test(block) || CODE_LINE.test(block)) return somethingAsks && !asks;
  if (asks || !somethingAsks) return false;
  return wordsOf(block).length >= PASSAGE_WORDS;
}

/** Whether a block asks for something: a question, or a sentence that starts with an imperative, or a constraint. */
function isRequest(block: string): boolean {
  if (QUESTION_OR_REQUEST.test(block)) return true;
  return block.split(/(?<=[.!;])\s+/).some((sentence) => {
    const words = wordsOf(sentence.slice(0, 200));
    const opening = cueMask(words, 0) | cueMask(words, 1);
    return (
      (opening & DIRECTIVE_BIT) !== 0 ||
      (cueMask(words, 0) & CONSTRAINT_BIT) !== 0 ||
      words.includes('your') ||
      words.includes('you')
    );
  });
}
