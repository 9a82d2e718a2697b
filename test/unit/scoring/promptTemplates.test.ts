import assert from 'node:assert/strict';
import { fillTemplate, PROMPT_TEMPLATES } from '../../../src/scoring/promptTemplates';

describe('prompt templates', () => {
  const turn = { instruction: 'Name $& {response}', response: '{instruction} $1' };

  it('are byte for byte those of the released scorers', () => {
    assert.equal(
      fillTemplate(PROMPT_TEMPLATES.complexity, { instruction: 'Q', response: 'R' }),
      'You are a helpful assistant. Please identify the complexity score of the following user query. \n##Query: Q  \n##Complexity: ',
    );
    assert.equal(
      fillTemplate(PROMPT_TEMPLATES.quality, { instruction: 'Q', response: 'R' }),
      'You are a helpful assistant. Please identify the quality score of the Response corresponding to the Question. \n #Question#:\nQ\n#Response#:\nR \n##Quality: ',
    );
  });

  it('leave placeholders and replacement patterns in a turn alone', () => {
    assert.equal(fillTemplate('<{instruction}|{response}>', turn), '<Name $& {response}|{instruction} $1>');
  });
});
