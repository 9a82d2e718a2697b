import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { npyHeader } from '../../support/npy';
import { seededRandom } from '../../support/seededRandom';
import { GeneratedPool, type PoolShape } from './generatedPool';

export interface FileShape {
  readonly rows: number;
  /** About this long is every row. */
  readonly rowBytes: number;
}

/** Stands in one row of every thousand, for a text filter to find. */
export const RARE_WORD = 'zymurgy';

const WORDS = (
  'a able about above account act add after again age agree all answer any area ask base because before begin best ' +
  'between both build call case cause change check choose city class clear close code compare compute consider could ' +
  'create data day decide design detail different do document each edge effect end energy even every example explain ' +
  'fact few field find first follow form function general give good graph group have help high how idea if important ' +
  'include input instead is it keep kind know language large last learn less letter level like limit line list little ' +
  'long look make many matter mean measure method model more most move name need new next node number of often one ' +
  'only open or order other out output part path people place plan point possible problem program prove question ' +
  'range reach read reason result right row rule same say sentence set should show side simple size small solve some ' +
  'sort space start state step story such table take teach tell term test than that theorem theory they thing think ' +
  'through time tool train tree true try turn type under unit use value very want way well what when where which why ' +
  'with word work world write year'
).split(' ');
const TEXT_LENGTH = 2 ** 21;
const CHUNK = 2 ** 22;

/** Writes rows of the Alpaca form that carry scores: `instruction`, `output`, `complexity_scores`, `quality_scores`. */
export async function writeDataset(path: string, { rows, rowBytes }: FileShape): Promise<void> {
  const random = seededRandom(rows);
  const text = words(random);
  await writeChunks(path, function* () {
    let chunk = '';
    for (let row = 0; row < rows; row++) {
      chunk += line(row, rowBytes, text, random);
      if (chunk.length < CHUNK) continue;
      yield Buffer.from(chunk);
      chunk = '';
    }
    yield Buffer.from(chunk);
  });
}

/** Writes the embeddings of a pool as a NumPy file. */
export async function writeEmbeddings(path: string, shape: PoolShape): Promise<void> {
  const pool = new GeneratedPool(shape);
  const step = Math.max(1, Math.floor(CHUNK / shape.dimensions));
  const blocks: Uint32Array[] = [];
  for (let start = 0; start < shape.rows; start += step) {
    blocks.push(Uint32Array.from({ length: Math.min(step, shape.rows - start) }, (_, row) => start + row));
  }
  await writeChunks(path, async function* () {
    yield npyHeader(shape.rows, shape.dimensions);
    for (const rows of blocks) yield Buffer.from((await pool.embed(rows)).buffer);
  });
}

async function writeChunks(path: string, chunks: () => Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
  const file = createWriteStream(path);
  for await (const chunk of chunks()) {
    if (!file.write(chunk)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

/** Words by rank, the first ones often: enough of them for any row to be a stretch of its own. */
function words(random: () => number): string {
  const parts: string[] = [];
  for (let length = 0; length < TEXT_LENGTH;) {
    const word = WORDS[Math.floor(random() ** 2 * WORDS.length)] ?? '';
    parts.push(word);
    length += word.length + 1;
  }
  return parts.join(' ');
}

function line(row: number, rowBytes: number, text: string, random: () => number): string {
  const stretch = (length: number): string => {
    const start = Math.floor(random() * (text.length - length));
    return text.slice(start, start + length);
  };
  const instruction = stretch(Math.max(16, Math.floor(rowBytes * 0.15)));
  const rare = row % 1000 === 999 ? ` ${RARE_WORD}` : '';
  const output = stretch(Math.max(16, Math.floor(rowBytes * 0.85) - 110));
  const scores = [1 + 5 * random(), 1 + 5 * random()].map((score) => score.toFixed(4));
  return (
    `{"instruction": "Row ${row}: ${instruction}${rare}", "output": "${output}", ` +
    `"complexity_scores": [${scores[0] ?? ''}], "quality_scores": [${scores[1] ?? ''}]}\n`
  );
}
