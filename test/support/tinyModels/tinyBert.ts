import { GraphBuilder, type Tensor } from '../../../src/onnxWriter/graphBuilder';
import { add, attend, linear, lookUp, type Rows } from './reference';
import { type Matrix, RandomWeights } from './weights';
import { writeModelFolder } from './writeModelFolder';
import { WORDS, wordTokenizer } from './wordTokenizer';

const HIDDEN = 32;
const HEADS = 4;
const INNER = 64;
const EPSILON = 1e-12;
const CONTEXT = 48;

export interface BertForm {
  /**
   * What the network returns: the states of the tokens, a vector that it pooled itself, or so many class logits of the
   * first token.
   */
  readonly returns: 'states' | 'sentence' | number;
}

/** An encoder of BERT's shape with random weights: as an ONNX folder, and as a forward pass written out. */
export class TinyBert {
  private readonly words: Matrix;
  private readonly positions: Matrix;
  private readonly types: Matrix;
  private readonly projections: Readonly<Record<'query' | 'key' | 'value' | 'out', Matrix>>;
  private readonly up: Matrix;
  private readonly down: Matrix;
  private readonly bias: Float32Array;
  private readonly classes: Matrix;

  constructor(
    seed: number,
    private readonly form: BertForm,
  ) {
    const random = new RandomWeights(seed);
    this.words = random.matrix(WORDS.length, HIDDEN, 1);
    this.positions = random.matrix(CONTEXT, HIDDEN, 0.3);
    this.types = random.matrix(2, HIDDEN, 0.5);
    const square = (): Matrix => random.matrix(HIDDEN, HIDDEN);
    this.projections = { query: square(), key: square(), value: square(), out: square() };
    this.up = random.matrix(HIDDEN, INNER);
    this.down = random.matrix(INNER, HIDDEN);
    this.bias = random.scales(INNER);
    this.classes = random.matrix(HIDDEN, typeof form.returns === 'number' ? form.returns : 1);
  }

  writeTo(folder: string, more: Readonly<Record<string, unknown>> = {}): string {
    const config = { model_type: 'bert', hidden_size: HIDDEN, max_position_embeddings: CONTEXT };
    const files: Record<string, unknown> = { 'config.json': config, ...wordTokenizer(), ...more };
    return writeModelFolder(folder, files, this.network());
  }

  /** States of all tokens, in float64. */
  states(ids: readonly number[], typeIds: readonly number[] = []): Rows {
    const embedded = ids.map((id, position) => {
      const type = lookUp(this.types, typeIds[position] ?? 0);
      const place = lookUp(this.positions, position);
      return lookUp(this.words, id).map((x, column) => x + (place[column] ?? 0) + (type[column] ?? 0));
    });
    const input = layerNorm(embedded);
    const { query, key, value, out } = this.projections;
    const attention = { heads: HEADS, keyHeads: HEADS, causal: false };
    const mixed = attend(linear(input, query), linear(input, key), linear(input, value), attention);
    const middle = layerNorm(add(input, linear(mixed, out)));
    const inner = linear(middle, this.up, this.bias).map((row) => row.map((x) => Math.max(0, x)));
    return layerNorm(add(middle, linear(inner, this.down)));
  }

  /** Class logits of a classifier. */
  logits(ids: readonly number[], typeIds: readonly number[] = []): number[] {
    return linear(this.states(ids, typeIds).slice(0, 1), this.classes)[0] ?? [];
  }

  private network(): Uint8Array {
    const graph = new GraphBuilder();
    const states = new BertGraph(graph).states(this);
    const { returns } = this.form;
    if (returns === 'states') graph.output('last_hidden_state', states, ['batch', 'length', HIDDEN]);
    else {
      const first = graph.node('Gather', [states, graph.integers('first', [], [0])], { axis: 1 });
      if (returns === 'sentence') graph.output('sentence_embedding', first, ['batch', HIDDEN]);
      else {
        const logits = graph.node('MatMul', [first, graph.floats('classes', [HIDDEN, returns], this.classes.values)]);
        graph.output('logits', logits, ['batch', returns]);
      }
    }
    return graph.encode('tiny-bert', 'test');
  }

  /** The parts, for the graph. */
  get weights() {
    const { words, positions, types, projections, up, down, bias } = this;
    return { words, positions, types, ...projections, up, down, bias };
  }
}

function layerNorm(rows: Rows): Rows {
  return rows.map((row) => {
    const mean = row.reduce((sum, x) => sum + x, 0) / row.length;
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length;
    return row.map((x) => (x - mean) / Math.sqrt(variance + EPSILON));
  });
}

class BertGraph {
  constructor(private readonly graph: GraphBuilder) {}

  states({ weights }: TinyBert): Tensor {
    const { graph } = this;
    const [ids, mask, types] = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) =>
      graph.input(name, 'int64', ['batch', 'length']),
    ) as [Tensor, Tensor, Tensor];
    const constant = (name: string, { rows, columns, values }: Matrix): Tensor =>
      graph.floats(name, [rows, columns], values);
    const times = (tensor: Tensor, name: string, matrix: Matrix): Tensor =>
      graph.node('MatMul', [tensor, constant(name, matrix)]);
    const one = graph.integers('one', [], [1]);
    const length = graph.node('Gather', [graph.node('Shape', [ids]), one]);
    const places = graph.node('Range', [graph.integers('zero', [], [0]), length, one]);
    const embedded = graph.node('Add', [
      graph.node('Gather', [constant('words', weights.words), ids]),
      graph.node('Add', [
        graph.node('Gather', [constant('positions', weights.positions), places]),
        graph.node('Gather', [constant('types', weights.types), types]),
      ]),
    ]);
    const input = this.layerNorm(embedded);
    const blocked = this.blocked(mask);
    const mixed = this.attend(
      this.heads(times(input, 'query', weights.query)),
      this.heads(times(input, 'key', weights.key)),
      this.heads(times(input, 'value', weights.value)),
      blocked,
    );
    const middle = this.layerNorm(graph.node('Add', [input, times(mixed, 'out', weights.out)]));
    const up = graph.node('Add', [times(middle, 'up', weights.up), graph.floats('bias', [INNER], weights.bias)]);
    const down = times(graph.node('Relu', [up]), 'down', weights.down);
    return this.layerNorm(graph.node('Add', [middle, down]));
  }

  private layerNorm(tensor: Tensor): Tensor {
    const { graph } = this;
    const ones = graph.floats('ones', [HIDDEN], new Float32Array(HIDDEN).fill(1));
    const zeros = graph.floats('zeros', [HIDDEN], new Float32Array(HIDDEN));
    return graph.node('LayerNormalization', [tensor, ones, zeros], { axis: -1, epsilon: { float: EPSILON } });
  }

  private blocked(mask: Tensor): Tensor {
    const { graph } = this;
    const padding = graph.node('Equal', [mask, graph.integers('zero', [], [0])]);
    const everywhere = graph.node('Unsqueeze', [padding, graph.integers('axes 1, 2', [2], [1, 2])]);
    return graph.node('Where', [everywhere, graph.floats('never', [], [-1e9]), graph.floats('nothing', [], [0])]);
  }

  private heads(tensor: Tensor): Tensor {
    const { graph } = this;
    const split = graph.node('Reshape', [tensor, graph.integers('heads', [4], [0, 0, HEADS, HIDDEN / HEADS])]);
    return graph.node('Transpose', [split], { perm: [0, 2, 1, 3] });
  }

  private attend(queries: Tensor, keys: Tensor, values: Tensor, blocked: Tensor): Tensor {
    const { graph } = this;
    const products = graph.node('MatMul', [queries, graph.node('Transpose', [keys], { perm: [0, 1, 3, 2] })]);
    const scale = graph.floats('scale', [], [1 / Math.sqrt(HIDDEN / HEADS)]);
    const scores = graph.node('Add', [graph.node('Mul', [products, scale]), blocked]);
    const mixed = graph.node('MatMul', [graph.node('Softmax', [scores], { axis: -1 }), values]);
    const back = graph.node('Transpose', [mixed], { perm: [0, 2, 1, 3] });
    return graph.node('Reshape', [back, graph.integers('joined', [3], [0, 0, HIDDEN])]);
  }
}
