import assert from 'node:assert/strict';
import { plainLayout } from '../../../src/dataset/fileLayout';
import { deserialiseIndex, serialiseIndex } from '../../../src/dataset/indexSnapshot';
import { placeFaultOf } from '../../../src/dataset/placeFault';
import { RowIndex } from '../../../src/dataset/rowIndex';
import { say } from '../../../src/messages/say';

const CUT_OFF = say('packed.cutOff', { packing: 'gzip' });

function keptBytes(): Buffer {
  const index = new RowIndex(plainLayout('jsonLines'));
  index.add(0, 10, 1);
  index.addUnreadable(11, 2, CUT_OFF, 2);
  index.complete = true;
  return Buffer.concat(serialiseIndex(index, null));
}

/** Why each of three rows cannot be read. */
function faultsIn(bytes: Buffer) {
  const { index } = deserialiseIndex(bytes) ?? assert.fail('nothing was read');
  return [0, 1, 2].map((row) => placeFaultOf(index, row)?.said);
}

describe('an index that is kept', () => {
  it('says again by code and parameters why rows of a damaged file cannot be read', () => {
    assert.deepEqual(faultsIn(keptBytes()), [undefined, CUT_OFF, CUT_OFF]);
  });

  it('says so in the words in which an earlier version kept it', () => {
    const bytes = keptBytes();
    const end = 4 + bytes.readUInt32LE(0);
    const header = JSON.parse(bytes.toString('utf8', 4, end)) as { findings: { unreadable: object[] } };
    const message = 'The gzip file is cut off here: its end is missing. Get the file again.';
    header.findings.unreadable = [{ firstRow: 1, rows: 2, message }];
    const json = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(json.length);
    const said = say('verbatim', { text: message });
    assert.deepEqual(faultsIn(Buffer.concat([length, json, bytes.subarray(end)])), [undefined, said, said]);
  });
});
