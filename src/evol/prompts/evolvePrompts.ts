/** What is evolved: the instruction (complexity) or the response (quality). */
export const DIMENSIONS = ['complexity', 'quality'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Ways to evolve, by dimension, each with what the model is told. */
export const METHODS = {
  complexity: {
    constraints: 'Add one constraint or requirement that the answer has to keep to.',
    deepen: 'Make the question go deeper: ask for more of the matter that it is about, or for its less obvious sides.',
    concretise: 'Replace something general in it by something concrete and specific.',
    reasoning: 'If a few steps of thought solve it, change it so that it takes several steps of reasoning.',
  },
  quality: {
    helpfulness: 'Make it more helpful: give the reader what they need in order to act on it.',
    relevance: 'Make it more relevant: answer exactly what was asked and leave out what was not.',
    depth: 'Make it deeper: explain why and how, not only what.',
    creativity: 'Make it more creative: bring a fresh idea, example or way of putting it.',
    detail: 'Make it more detailed: add concrete facts, figures, steps or examples that are true.',
  },
} as const satisfies Readonly<Record<Dimension, Readonly<Record<string, string>>>>;

export type Method = { readonly [D in Dimension]: keyof (typeof METHODS)[D] }[Dimension];

/** The text to rewrite stands last, so that nothing in it is taken for the rules. */
export const EVOLVE_TEMPLATES: Readonly<Record<Dimension, string>> = {
  complexity: `Rewrite an instruction that somebody gives to an assistant so that it becomes somewhat harder, in this way only:
{method}

Rules:
- Write in the language of the instruction, and keep it one that a person can understand and answer.
- Add about 10 to 20 words; do not make it long for the sake of length.
- Keep its tables, code blocks, links, numbers and names as they are.
- Do not carry the instruction out, and say nothing about the rewriting.
- Reply with the new instruction alone: no heading, no quotation marks around it.

The instruction:
{instruction}`,
  quality: `Rewrite an assistant's answer to an instruction so that it becomes better, in this way only:
{method}

Rules:
- Write in the language of the answer, and say nothing that is not true.
- Keep its tables, code blocks, links, numbers and names unless they are wrong.
- Do not repeat the instruction, and say nothing about the rewriting.
- Reply with the new answer alone: no heading, no quotation marks around it.

The instruction:
{instruction}

The answer:
{response}`,
};
