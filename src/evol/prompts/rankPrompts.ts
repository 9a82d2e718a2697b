import type { JsonSchema } from '../../serverClient/structuredChat';
import type { Dimension } from './evolvePrompts';

const REPLY_FORM = `Reply with JSON alone and no other text: {"scores": [{"index": 1, "score": 2.5}, ...]}, with exactly one entry for each of the {count} texts. "index" is the number in front of the text, "score" a number from 1 to 6; halves such as 2.5 are fine.`;

/**
 * All variants of a chain are ranked and scored together: one at a time, scores come out flat. Brackets with a number
 * stand in front of variants only.
 */
export const RANK_TEMPLATES: Readonly<Record<Dimension, string>> = {
  complexity: `Below are {count} variants of an instruction, each with its number in brackets in front of it. Their order means nothing.
Compare them with each other: which asks more of the one who answers, in knowledge, steps of thought and conditions to keep to? Length by itself counts for nothing.
Then score them all on one scale: 1 = trivial, 2 = easy, 3 = moderate, 4 = demanding, 5 = very demanding, 6 = too complex to be answered. Let the scores show every difference that there is; give equal scores to variants that are equally complex.
${REPLY_FORM}

{variants}`,
  quality: `Below are an instruction and {count} answers to it, each answer with its number in brackets in front of it. Their order means nothing.
Compare the answers with each other by helpfulness, relevance, accuracy, depth, creativity and level of detail. Length by itself counts for nothing.
Then score them all on one scale: 1 = useless, 2 = poor, 3 = fair, 4 = good, 5 = very good, 6 = cannot be improved. Let the scores show every difference that there is; give equal scores to answers that are equally good.
${REPLY_FORM}

The instruction:
{instruction}

The answers:

{variants}`,
};

/** Asked once, when an answer cannot be joined to the variants. */
export const REPAIR_TEMPLATE = `A reply to what follows could not be used: {problem}. Reply again, exactly in the form that is asked for.

{prompt}`;

export const SCORES_SCHEMA: JsonSchema = {
  name: 'scores',
  schema: {
    type: 'object',
    properties: {
      scores: {
        type: 'array',
        items: {
          type: 'object',
          properties: { index: { type: 'integer' }, score: { type: 'number' } },
          required: ['index', 'score'],
          additionalProperties: false,
        },
      },
    },
    required: ['scores'],
    additionalProperties: false,
  },
};
