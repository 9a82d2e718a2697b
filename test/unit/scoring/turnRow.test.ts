import assert from 'node:assert/strict';
import path from 'node:path';
import { readScoringModel } from '../../../src/scoring/builtIn/modelFiles';
import { ROW_FEATURES, turnRow } from '../../../src/scoring/builtIn/turnRow';

const MODEL_DIR = path.resolve(__dirname, '../../../media/models');

describe('sizes of a turn', () => {
  it('tell short turns apart by numbers that all long ones share', async () => {
    const model = await readScoringModel(MODEL_DIR);
    const sizesOf = (instruction: string, response: string): Record<string, number> => {
      const { features } = turnRow(instruction, response, model);
      const names = ['shortInstruction', 'shortTurn', 'turnBytes'];
      return Object.fromEntries(names.map((name) => [name, features[ROW_FEATURES.indexOf(`size.${name}`)] ?? 0]));
    };
    const brief = sizesOf('안녕', '네.');
    const chat = sizesOf('오늘 뭐 먹을까?', '비빔밥은 어떠세요?');
    const long = sizesOf('가나다라마바사 '.repeat(30), '아자차카타파하 '.repeat(30));
    const longer = sizesOf('가나다라마바사 '.repeat(60), '아자차카타파하 '.repeat(60));
    for (const name of ['shortInstruction', 'shortTurn'] as const) {
      assert.ok((brief[name] ?? 0) < (chat[name] ?? 0) && (chat[name] ?? 0) < (long[name] ?? 0), name);
      assert.equal(long[name], longer[name], name);
    }
    assert.ok((long['turnBytes'] ?? 0) < (longer['turnBytes'] ?? 0));
  });
});
