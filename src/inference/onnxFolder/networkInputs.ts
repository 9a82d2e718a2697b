import type { Batch } from '../batching';
import type { JsonObject } from './modelFiles';
import type { Network, NetworkInput, TensorInfo } from './network';
import type { TokenSequence } from './textTokenizer';
import { fault } from '../../messages/say';

/** Makes the inputs of one run; sequences stand at the left, what is left over at the right is masked. */
export type InputMaker = (sequences: readonly TokenSequence[], batch: Batch) => Record<string, NetworkInput>;

type Fill = (sequence: TokenSequence, position: number) => number;

/** One number a position, by the input's name, and what padding gets: 0, or the same as if it were text. */
const PER_POSITION: Readonly<Record<string, readonly [Fill, padding: 'same' | 0]>> = {
  input_ids: [({ ids }, position) => ids[position] ?? 0, 0],
  attention_mask: [() => 1, 0],
  token_type_ids: [({ typeIds }, position) => typeIds[position] ?? 0, 0],
  position_ids: [(_, position) => position, 'same'],
};

/** For how many last positions logits are wanted; 0 = for all. */
const LOGITS_TO_KEEP = /^(num_)?logits_to_keep$/;
const PAST = /^past_key_values\.\d+\.(key|value)$/;

/**
 * Finds out how a network wants its inputs. Known are `input_ids`, `attention_mask`, `token_type_ids`, `position_ids`,
 * `past_key_values.N.key|value` (fed empty: no run goes on with another's), `use_cache_branch` and `num_logits_to_keep`.
 * @throws DeitaError `modelUnsupported` naming the first input that is none of these
 */
export function inputMaker(network: Network, config: JsonObject, file: string): InputMaker {
  const makers = network.inputs.map((info) => [info.name, makerOf(info, config, file)] as const);
  if (!network.inputs.some(({ name }) => name === 'input_ids')) throw fault('noInputIds', { file });
  return (sequences, batch) => Object.fromEntries(makers.map(([name, make]) => [name, make(sequences, batch)]));
}

type Maker = (sequences: readonly TokenSequence[], batch: Batch) => NetworkInput;

function makerOf(info: TensorInfo, config: JsonObject, file: string): Maker {
  const { name, type } = info;
  const perPosition = PER_POSITION[name];
  if (perPosition !== undefined) {
    const [fill, padding] = perPosition;
    return (sequences, batch) => positions(sequences, batch, type, fill, padding);
  }
  if (LOGITS_TO_KEEP.test(name)) return () => ({ type, data: [0], dims: info.dims.map(() => 1) });
  if (name === 'use_cache_branch') return () => ({ type, data: [0], dims: [1] });
  if (!PAST.test(name)) throw fault('unknownInput', { file, name });
  const [heads, width] = pastShape(info, config, file);
  return (_, { members }) => ({ type, data: [], dims: [members.length, heads, 0, width] });
}

function positions(
  sequences: readonly TokenSequence[],
  { members, paddedLength }: Batch,
  type: string,
  fill: Fill,
  padding: 'same' | 0,
): NetworkInput {
  const data = new Array<number>(members.length * paddedLength);
  members.forEach((member, row) => {
    const sequence = sequences[member] ?? { ids: [], typeIds: [] };
    for (let position = 0; position < paddedLength; position++) {
      const inText = position < sequence.ids.length || padding === 'same';
      data[row * paddedLength + position] = inText ? fill(sequence, position) : padding;
    }
  });
  return { type, data, dims: [members.length, paddedLength] };
}

/** Heads and width of a past: as the network declares them, else as the configuration does. */
function pastShape({ name, dims }: TensorInfo, config: JsonObject, file: string): [heads: number, width: number] {
  const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  const attentionHeads = number(config.num_attention_heads) ?? number(config.n_head);
  const hidden = number(config.hidden_size) ?? number(config.n_embd);
  const perHead = attentionHeads === undefined || hidden === undefined ? undefined : hidden / attentionHeads;
  const heads = number(dims[1]) ?? number(config.num_key_value_heads) ?? attentionHeads;
  const width = number(dims[3]) ?? number(config.head_dim) ?? perHead;
  if (dims.length === 4 && heads !== undefined && width !== undefined) return [heads, width];
  throw fault('unknownInputShape', { file, name, shape: dims.join(' × ') });
}
