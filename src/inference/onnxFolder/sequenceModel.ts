import { batchByLength, breathe } from '../batching';
import { folderHash } from './folderHash';
import { type ModelFolder, readModelFolder } from './modelFolder';
import { loadNetwork, type Network, type NetworkOptions, type TensorInfo } from './network';
import { type InputMaker, inputMaker } from './networkInputs';
import { TextTokenizer, type TokenSequence } from './textTokenizer';
import type { Message } from '../../common/message';
import { fault } from '../../messages/say';

/** Sequences are padded to a multiple of this, so that batches fill up and little of them is padding. */
const LENGTH_STEP = 8;
/** Positions of one batch: enough to keep the cores busy, few enough for the activations of a small machine. */
const MOST_POSITIONS = 2048;
/** Numbers that one run may return: 256 MB of float32. */
const MOST_NUMBERS = 64 * 1024 * 1024;

/** A model folder that is loaded: token sequences in, what one of the network's outputs says of them out. */
export class SequenceModel {
  private constructor(
    readonly folder: ModelFolder,
    readonly tokenizer: TextTokenizer,
    private readonly network: Network,
    private readonly makeInputs: InputMaker,
  ) {}

  /** @throws DeitaError `modelMissing` or `modelUnsupported`, naming the file or the input */
  static async load(path: string, options: NetworkOptions): Promise<SequenceModel> {
    const folder = await readModelFolder(path);
    const tokenizer = TextTokenizer.of(folder);
    const network = await loadNetwork(folder.networkFile, options);
    try {
      return new SequenceModel(folder, tokenizer, network, inputMaker(network, folder.config, folder.networkFile));
    } catch (error) {
      await network.dispose();
      throw error;
    }
  }

  /** What the person should know of how it runs. */
  get remarks(): Message[] {
    return this.network.remark === undefined ? [] : [this.network.remark];
  }

  hash(codeVersion: string): Promise<string> {
    return folderHash(codeVersion, this.folder);
  }

  /** The first of the outputs that the network has. @throws DeitaError `modelUnsupported` when it has none of them */
  output(...names: readonly string[]): TensorInfo {
    const { outputs } = this.network;
    const found = names.map((name) => outputs.find((output) => output.name === name)).find(Boolean);
    if (found !== undefined) return found;
    throw fault('noOutput', {
      file: this.folder.networkFile,
      wanted: names.map((name) => `"${name}"`).join(' or '),
      found: outputs.map(({ name }) => `"${name}"`).join(', '),
    });
  }

  /**
   * Runs sequences of one token or more, those of like length together.
   * @param width numbers that the output has for one position
   * @param take gets what the output has for each sequence: padded positions × width, or width alone
   * @throws DeitaError `cancelled` when the signal fires
   */
  async run(
    sequences: readonly TokenSequence[],
    { output, width }: { readonly output: string; readonly width: number },
    take: (numbers: Float32Array, sequence: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const lengths = sequences.map(({ ids }) => ids.length);
    const positions = Math.min(MOST_POSITIONS, Math.floor(MOST_NUMBERS / width));
    for (const batch of batchByLength(lengths, { lengthStep: LENGTH_STEP, positions })) {
      await breathe(signal);
      const { data } = await this.network.run(this.makeInputs(sequences, batch), output);
      const size = data.length / batch.members.length;
      batch.members.forEach((member, row) => take(data.subarray(row * size, (row + 1) * size), member));
    }
  }

  dispose(): Promise<void> {
    return this.network.dispose();
  }
}
