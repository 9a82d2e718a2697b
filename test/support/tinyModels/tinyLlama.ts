import { GraphBuilder, type Tensor } from '../../../src/onnxWriter/graphBuilder';
import { characterTokenizer, VOCABULARY_SIZE } from './characterTokenizer';
import { add, attend, linear, lookUp, type Rows } from './reference';
import { type Matrix, RandomWeights } from './weights';
import { writeModelFolder } from './writeModelFolder';

const HIDDEN = 96;
const HEADS = 6;
const KEY_HEADS = 2;
const WIDTH = HIDDEN / HEADS;
const INNER = 256;
const LAYERS = 2;
const EPSILON = 1e-5;
const ROPE_BASE = 10_000;

export interface LlamaForm {
  /** The network takes `past_key_values` and returns `present`. */
  readonly past: boolean;
  /** The network takes `position_ids`; else it counts by itself. */
  readonly positionIds: boolean;
  /** Tokens that the model takes at most. */
  readonly context: number;
}

interface Layer {
  readonly query: Matrix;
  readonly key: Matrix;
  readonly value: Matrix;
  readonly out: Matrix;
  readonly gate: Matrix;
  readonly up: Matrix;
  readonly down: Matrix;
  readonly attentionNorm: Float32Array;
  readonly mlpNorm: Float32Array;
}

/** A language model of LLaMA's shape with random weights: as an ONNX folder, and as a forward pass written out. */
export class TinyLlama {
  private readonly embedding: Matrix;
  private readonly layers: readonly Layer[];
  private readonly norm: Float32Array;
  private readonly head: Matrix;

  constructor(
    seed: number,
    private readonly form: LlamaForm = { past: false, positionIds: true, context: 2048 },
  ) {
    const random = new RandomWeights(seed);
    this.embedding = random.matrix(VOCABULARY_SIZE, HIDDEN, 1);
    this.layers = Array.from({ length: LAYERS }, () => randomLayer(random));
    this.norm = random.scales(HIDDEN);
    this.head = random.matrix(HIDDEN, VOCABULARY_SIZE, 0.3);
  }

  /** Writes `model.onnx`, `config.json` and the tokenizer, as Optimum does. */
  writeTo(folder: string, more: Readonly<Record<string, unknown>> = {}): string {
    const files: Record<string, unknown> = {
      'config.json': {
        architectures: ['LlamaForCausalLM'],
        model_type: 'llama',
        hidden_size: HIDDEN,
        num_attention_heads: HEADS,
        num_key_value_heads: KEY_HEADS,
        max_position_embeddings: this.form.context,
        vocab_size: VOCABULARY_SIZE,
      },
      ...characterTokenizer(),
      ...more,
    };
    return writeModelFolder(folder, files, this.network());
  }

  /** Logits after the last of the ids, in float64. */
  lastLogits(ids: readonly number[]): number[] {
    let states: Rows = ids.map((id) => lookUp(this.embedding, id));
    for (const layer of this.layers) {
      const normed = rmsNorm(states, layer.attentionNorm);
      const queries = rotate(linear(normed, layer.query));
      const keys = rotate(linear(normed, layer.key));
      const attention = { heads: HEADS, keyHeads: KEY_HEADS, causal: true };
      const mixed = attend(queries, keys, linear(normed, layer.value), attention);
      states = add(states, linear(mixed, layer.out));
      states = add(states, swiGlu(rmsNorm(states, layer.mlpNorm), layer));
    }
    return linear(rmsNorm(states, this.norm).slice(-1), this.head)[0] ?? [];
  }

  private network(): Uint8Array {
    const graph = new LlamaGraph(this.form);
    let states = graph.node('Gather', [graph.matrix('embedding', this.embedding), graph.ids]);
    this.layers.forEach((layer, index) => {
      states = graph.layer(states, layer, index);
    });
    const logits = graph.node('MatMul', [graph.rmsNorm(states, 'norm', this.norm), graph.matrix('head', this.head)]);
    graph.output('logits', logits, ['batch', 'length', VOCABULARY_SIZE]);
    return graph.encode('tiny-llama', 'test');
  }
}

function randomLayer(random: RandomWeights): Layer {
  return {
    query: random.matrix(HIDDEN, HIDDEN),
    key: random.matrix(HIDDEN, KEY_HEADS * WIDTH),
    value: random.matrix(HIDDEN, KEY_HEADS * WIDTH),
    out: random.matrix(HIDDEN, HIDDEN),
    gate: random.matrix(HIDDEN, INNER),
    up: random.matrix(HIDDEN, INNER),
    down: random.matrix(INNER, HIDDEN),
    attentionNorm: random.scales(HIDDEN),
    mlpNorm: random.scales(HIDDEN),
  };
}

function rmsNorm(rows: Rows, scales: Float32Array): Rows {
  return rows.map((row) => {
    const mean = row.reduce((sum, x) => sum + x * x, 0) / row.length;
    return row.map((x, column) => (x / Math.sqrt(mean + EPSILON)) * (scales[column] ?? 0));
  });
}

/** Rotary positions: each head's first half turned against its second. */
function rotate(rows: Rows): Rows {
  const half = WIDTH / 2;
  return rows.map((row, position) =>
    row.map((x, column) => {
      const within = column % WIDTH;
      const angle = position * ROPE_BASE ** ((-2 * (within % half)) / WIDTH);
      const partner = within < half ? -(row[column + half] ?? 0) : (row[column - half] ?? 0);
      return x * Math.cos(angle) + partner * Math.sin(angle);
    }),
  );
}

function swiGlu(rows: Rows, { gate, up, down }: Layer): Rows {
  const gates = linear(rows, gate);
  const inner = linear(rows, up).map((row, position) =>
    row.map((x, column) => {
      const g = gates[position]?.[column] ?? 0;
      return (x * g) / (1 + Math.exp(-g));
    }),
  );
  return linear(inner, down);
}

/** The same network as nodes of an ONNX graph, with the inputs of Optimum's exports. */
class LlamaGraph extends GraphBuilder {
  readonly ids = this.input('input_ids', 'int64', ['batch', 'length']);
  private readonly mask = this.input('attention_mask', 'int64', ['batch', 'total']);
  private readonly blocked: Tensor;
  private readonly cos: Tensor;
  private readonly sin: Tensor;

  constructor(private readonly form: LlamaForm) {
    super();
    const positions = form.positionIds ? this.input('position_ids', 'int64', ['batch', 'length']) : this.counted();
    const tables = ropeTables(form.context);
    const byPosition = (name: string, table: Float32Array): Tensor => {
      const rows = this.node('Gather', [this.floats(name, [form.context, WIDTH], table), positions]);
      return this.node('Unsqueeze', [rows, this.integers('axis 1', [1], [1])]);
    };
    this.cos = byPosition('cos', tables.cos);
    this.sin = byPosition('sin', tables.sin);
    this.blocked = this.blockedPairs();
  }

  matrix(name: string, { rows, columns, values }: Matrix): Tensor {
    return this.floats(name, [rows, columns], values);
  }

  rmsNorm(states: Tensor, name: string, scales: Float32Array): Tensor {
    const squares = this.node('Mul', [states, states]);
    const mean = this.node('ReduceMean', [squares], { axes: [-1], keepdims: 1 });
    const root = this.node('Sqrt', [this.node('Add', [mean, this.floats('epsilon', [], [EPSILON])])]);
    return this.node('Mul', [this.node('Div', [states, root]), this.floats(name, [HIDDEN], scales)]);
  }

  layer(states: Tensor, layer: Layer, index: number): Tensor {
    const normed = this.rmsNorm(states, `attention norm ${index}`, layer.attentionNorm);
    const project = (part: 'query' | 'key' | 'value', heads: number): Tensor =>
      this.heads(this.node('MatMul', [normed, this.matrix(`${part} ${index}`, layer[part])]), heads);
    const queries = this.rotate(project('query', HEADS));
    const keys = this.withPast(this.rotate(project('key', KEY_HEADS)), `${index}.key`);
    const values = this.withPast(project('value', KEY_HEADS), `${index}.value`);
    const mixed = this.attend(queries, this.shared(keys), this.shared(values));
    const out = this.node('MatMul', [mixed, this.matrix(`out ${index}`, layer.out)]);
    const after = this.node('Add', [states, out]);
    return this.node('Add', [after, this.swiGlu(after, layer, index)]);
  }

  /** Positions counted from the mask, for exports without `position_ids`. */
  private counted(): Tensor {
    const count = this.node('CumSum', [this.mask, this.integers('axis one', [], [1])]);
    return this.node('Sub', [count, this.integers('one', [], [1])]);
  }

  /** What no query may see: later positions and padding, as a large negative number [batch, 1, length, total]. */
  private blockedPairs(): Tensor {
    const sizeAt = (tensor: Tensor, axis: number): Tensor =>
      this.node('Gather', [this.node('Shape', [tensor]), this.integers(`index ${axis}`, [], [axis])]);
    const [zero, one] = [this.integers('zero', [], [0]), this.integers('one', [], [1])];
    const [length, total] = [sizeAt(this.ids, 1), sizeAt(this.mask, 1)];
    const past = this.node('Sub', [total, length]);
    const queryAt = this.node('Add', [this.node('Range', [zero, length, one]), past]);
    const column = this.node('Unsqueeze', [queryAt, this.integers('axis 1', [1], [1])]);
    const later = this.node('Greater', [this.node('Range', [zero, total, one]), column]);
    const padding = this.node('Unsqueeze', [
      this.node('Equal', [this.mask, zero]),
      this.integers('axes 1, 2', [2], [1, 2]),
    ]);
    const blocked = this.node('Or', [later, padding]);
    return this.node('Where', [blocked, this.floats('never', [], [-1e9]), this.floats('nothing', [], [0])]);
  }

  private heads(states: Tensor, heads: number): Tensor {
    const split = this.node('Reshape', [states, this.integers(`${heads} heads`, [4], [0, 0, heads, WIDTH])]);
    return this.node('Transpose', [split], { perm: [0, 2, 1, 3] });
  }

  private rotate(states: Tensor): Tensor {
    const slice = (from: number, to: number): Tensor =>
      this.node('Slice', [
        states,
        this.integers(`from ${from}`, [1], [from]),
        this.integers(`to ${to}`, [1], [to]),
        this.integers('axis 3', [1], [3]),
      ]);
    const half = WIDTH / 2;
    const turned = this.node('Concat', [this.node('Neg', [slice(half, WIDTH)]), slice(0, half)], { axis: 3 });
    return this.node('Add', [this.node('Mul', [states, this.cos]), this.node('Mul', [turned, this.sin])]);
  }

  private withPast(states: Tensor, name: string): Tensor {
    if (!this.form.past) return states;
    const past = this.input(`past_key_values.${name}`, 'float32', ['batch', KEY_HEADS, 'past', WIDTH]);
    const both = this.node('Concat', [past, states], { axis: 2 });
    this.output(`present.${name}`, both, ['batch', KEY_HEADS, 'total', WIDTH]);
    return both;
  }

  /** Repeats the heads of keys and values for the heads of queries that share them. */
  private shared(states: Tensor): Tensor {
    const times = HEADS / KEY_HEADS;
    const apart = this.node('Unsqueeze', [states, this.integers('axis 2', [1], [2])]);
    const repeated = this.node('Expand', [apart, this.integers('times', [5], [1, 1, times, 1, 1])]);
    return this.node('Reshape', [repeated, this.integers('all heads', [4], [0, HEADS, -1, WIDTH])]);
  }

  private attend(queries: Tensor, keys: Tensor, values: Tensor): Tensor {
    const transposed = this.node('Transpose', [keys], { perm: [0, 1, 3, 2] });
    const products = this.node('MatMul', [queries, transposed]);
    const scores = this.node('Mul', [products, this.floats('scale', [], [1 / Math.sqrt(WIDTH)])]);
    const shares = this.node('Softmax', [this.node('Add', [scores, this.blocked])], { axis: -1 });
    const mixed = this.node('Transpose', [this.node('MatMul', [shares, values])], { perm: [0, 2, 1, 3] });
    return this.node('Reshape', [mixed, this.integers('joined', [3], [0, 0, HIDDEN])]);
  }

  private swiGlu(states: Tensor, layer: Layer, index: number): Tensor {
    const normed = this.rmsNorm(states, `mlp norm ${index}`, layer.mlpNorm);
    const gate = this.node('MatMul', [normed, this.matrix(`gate ${index}`, layer.gate)]);
    const up = this.node('MatMul', [normed, this.matrix(`up ${index}`, layer.up)]);
    const inner = this.node('Mul', [this.node('Mul', [gate, this.node('Sigmoid', [gate])]), up]);
    return this.node('MatMul', [inner, this.matrix(`down ${index}`, layer.down)]);
  }
}

function ropeTables(context: number): { cos: Float32Array; sin: Float32Array } {
  const half = WIDTH / 2;
  const angle = (index: number): number =>
    Math.floor(index / WIDTH) * ROPE_BASE ** ((-2 * ((index % WIDTH) % half)) / WIDTH);
  const table = (f: (x: number) => number): Float32Array =>
    Float32Array.from({ length: context * WIDTH }, (_, index) => f(angle(index)));
  return { cos: table(Math.cos), sin: table(Math.sin) };
}
