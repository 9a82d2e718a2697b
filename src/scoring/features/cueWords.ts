/**
 * Words and phrases that hint at what an instruction demands, by class. English, Chinese and Korean, the languages that
 * the heads are trained on. They add to features that need no word list; in a language without cues these are zero and the
 * scorer says that it is outside its languages.
 */
export const CUE_CLASSES = [
  'constraint',
  'form',
  'reasoning',
  'plain',
  'role',
  'connective',
  'question',
  'directive',
] as const;
export type CueClass = (typeof CUE_CLASSES)[number];

/** How often each class occurs. */
export type CueCounts = Record<CueClass, number>;

/** Space-separated; `_` joins the words of a phrase (two or three words). */
const ENGLISH: Record<CueClass, string> = {
  constraint: `must should shall need needs require required requires at_least at_most no_more no_less fewer_than less_than
    more_than exactly only without avoid avoiding don't do_not never always ensure ensuring make_sure include including
    includes incorporate incorporating incorporates use using contain contains containing consist consists mention
    mentioning limit limited limiting within between maximum minimum up_to exceed exceeding specific specifically
    respectively each every following based_on according_to in_the_style in_the_form tone format formatted as_if instead
    also additionally furthermore moreover besides while then however unless except both neither such_that so_that given
    rather_than along_with as_well provided assuming consider considering address addressing maintain maintaining
    infuse presented featuring adhere strictly stick keep`,
  form: `json xml csv yaml table markdown bullet bullets list numbered paragraph paragraphs sentence sentences word words
    character characters line lines stanza stanzas heading headings title column columns row rows haiku sonnet limerick
    rhyme rhyming acronym capital uppercase lowercase step steps section sections html latex essay poem outline dialogue
    hashtag hashtags syllables alliteration letter letters style bold italic points syntax structure`,
  reasoning: `explain why prove proof derive compare contrast analyze analyse analyzing analysis evaluate evaluating assess
    justify design develop optimize optimise implement algorithm calculate compute solve debug refactor critique argue
    discuss synthesize theory theorem hypothesis hypotheses probability equation integral derivative complexity implication
    implications impact impacts strategy strategies simulate model causes consequences trade-offs tradeoffs relationship
    relationships deduce infer reasoning interpret examine investigate architecture difference differences how_many
    how_much total evidence propose plan formulate`,
  plain: `what_is who_is what_are name define list give identify classify tell find spell translate rewrite edit correct
    pick choose convert rephrase paraphrase summarize summarise categorize sort arrange match recite`,
  role: `imagine pretend act_as suppose you_are as_a assume persona role scenario imagining envision`,
  connective: `and or but because although whereas if when which that`,
  question: `what which who whom whose how when where why`,
  directive: `write create generate explain describe give list make find use provide suggest design include identify compare
    ensure develop implement add calculate summarize discuss tell answer classify translate rewrite edit convert analyze
    choose name determine construct propose craft compose outline please imagine consider solve compute evaluate assess
    respond extract draft build show help define select recommend predict prove derive`,
};

const CHINESE: Record<CueClass, string> = {
  constraint: `必须 应该 应当 需要 要求 至少 至多 最多 不超过 不少于 不能 不要 不得 避免 确保 保证 包括 包含 使用 限制 以内 之间 分别 每个 根据 按照 基于 同时 此外
    另外 并且 而且 具体 仅 只 除了 以及 字以内 注意 考虑`,
  form: `表格 列表 段落 句子 标题 格式 步骤 诗 文章 大纲 对话 信件 字数 分点 条 故事 代码`,
  reasoning: `解释 为什么 证明 推导 比较 对比 分析 评估 评价 设计 开发 优化 实现 算法 计算 求解 调试 讨论 理论 概率 方程 影响 策略 原因 区别 关系 推理 原理 意义 建议 方案
    计划`,
  plain: `是什么 是谁 列出 给出 识别 分类 翻译 改写 纠正 选择 找出 总结 告诉我`,
  role: `假设 想象 扮演 假如 如果你是 作为一`,
  connective: `和 或 但 因为 虽然 如果 当`,
  question: `什么 哪 谁 如何 怎么 怎样 为何 多少 几`,
  directive: `请 写 创建 生成 解释 描述 给 列出 制作 找 提供 建议 设计 比较 计算 总结 翻译 改写 编辑 分析 回答 帮`,
};

/** Stems: Korean endings are joined to them. */
const KOREAN: Record<CueClass, string> = {
  constraint: `반드시 꼭 이하 이상 이내 미만 최대 최소 넘지 않 말고 마세요 말아 제외 포함 없이 조건 제한 기준 각각 정확히 동시에 또한 추가로 그리고 사용하지 피해 유지
    지켜 맞춰 따라 고려 단, 다만 형식 말투 존댓말 반말`,
  form: `표로 비교표 목록 단계 번호 문단 문장 제목 글자 줄로 자로 항목 마크다운 제이슨 JSON 코드 시를 시조 삼행시 에세이 대화문 편지 이메일 보고서 요약 개요`,
  reasoning: `이유 왜 증명 유도 비교 분석 평가 설계 구현 최적화 알고리즘 계산 구하 구해 추정 추론 논증 논하 논의 반박 검토 진단 근거 원인 영향 전략 관계 차이 장단점 해석 풀이
    디버그 고쳐 제안 계획`,
  plain: `무엇 뭐야 누구 언제 어디 이름 번역 고르 맞춤법 바꿔 알려 말해`,
  role: `가정 상상 라고 하자 입장에서 역할 처럼 당신은 너는`,
  connective: `그리고 또는 하지만 그러나 때문 만약 면서 으면 하면`,
  question: `무엇 뭐 누구 어떻게 어떤 언제 어디 왜 얼마 몇`,
  directive: `써 작성 만들 설명 알려 추천 비교 분석 계산 구해 구하 번역 요약 정리 짜 설계 구현 고쳐 평가 제안 나열 골라 찾아 바꿔 증명 추천해 주세요 해줘 하시오 하라`,
};

/** Where the cues are looked up. */
interface CueTables {
  readonly single: ReadonlyMap<string, number>;
  /** By the first word. */
  readonly phrases: ReadonlyMap<string, readonly { readonly rest: readonly string[]; readonly mask: number }[]>;
  readonly chinese: readonly RegExp[];
  readonly korean: readonly RegExp[];
}

/** Made with the first text: most commands score none, and would start later. */
let tables: CueTables | undefined;

function cueTables(): CueTables {
  const single = new Map<string, number>();
  const phrases = new Map<string, { rest: string[]; mask: number }[]>();
  for (const [index, name] of CUE_CLASSES.entries()) {
    for (const cue of ENGLISH[name].split(/\s+/)) {
      const [first, ...rest] = cue.split('_') as [string, ...string[]];
      if (rest.length === 0) single.set(first, (single.get(first) ?? 0) | (1 << index));
      else phrases.set(first, [...(phrases.get(first) ?? []), { rest, mask: 1 << index }]);
    }
  }
  return { single, phrases, chinese: patternsOf(CHINESE), korean: patternsOf(KOREAN) };
}

const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;

function patternsOf(cues: Record<CueClass, string>): RegExp[] {
  return CUE_CLASSES.map((name) => new RegExp(cues[name].split(/\s+/).join('|'), 'g'));
}

/** The lists above spell most verbs the American way. */
function americanSpelling(word: string): string {
  return word.replace(/(?<=[a-z]{2})(i|y)s(?=(?:e[sd]?|ing)$)/, '$1z');
}

/** The cue classes of the word at `position`, as a bit set in the order of `CUE_CLASSES`. */
export function cueMask(words: readonly string[], position: number): number {
  const { single, phrases } = (tables ??= cueTables());
  const word = words[position] ?? '';
  let mask = (single.get(word) ?? 0) | (single.get(americanSpelling(word)) ?? 0);
  for (const phrase of phrases.get(word) ?? []) {
    if (phrase.rest.every((next, offset) => words[position + 1 + offset] === next)) mask |= phrase.mask;
  }
  return mask;
}

/** Counts the cues of a text. @param words of the text, in order */
export function countCues(text: string, words: readonly string[]): CueCounts {
  const counts = CUE_CLASSES.map(() => 0);
  for (let position = 0; position < words.length; position++) {
    const mask = cueMask(words, position);
    if (mask !== 0) counts.forEach((count, index) => (counts[index] = count + ((mask >> index) & 1)));
  }
  const { chinese, korean } = (tables ??= cueTables());
  if (HAN.test(text)) addMatches(text, chinese, counts);
  if (HANGUL.test(text)) addMatches(text, korean, counts);
  return Object.fromEntries(CUE_CLASSES.map((name, index) => [name, counts[index] ?? 0])) as CueCounts;
}

function addMatches(text: string, patterns: readonly RegExp[], counts: number[]): void {
  patterns.forEach((pattern, index) => (counts[index] = (counts[index] ?? 0) + (text.match(pattern)?.length ?? 0)));
}
