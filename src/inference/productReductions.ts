import { InferenceSession, Tensor } from 'onnxruntime-node';
import { GraphBuilder, type Tensor as Node } from '../onnxWriter/graphBuilder';
import { toTensor, type MatrixRows } from './matrixRows';
import { sessionOptions, type SessionOptions } from './session';

/** By left row, what counts of a product: how far it is above the one, and at most the other. */
export interface ProductClamp {
  readonly above: Float32Array;
  readonly most: Float32Array;
}

/** By row of each side. */
export interface OfBothSides {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/**
 * What is asked of left · rightᵀ, answered where the products are formed: to hand them over costs as much as to form
 * them. All in IEEE float32, summed in any order. Occupies the calling thread as `MatrixProduct` does.
 */
export interface ProductReductions {
  /** The sums of the positive products, by row of either side. */
  positiveSums(left: MatrixRows, right: MatrixRows, dimensions: number): Promise<OfBothSides>;
  /** By right row, the sum over the left rows of min(most, max(0, product − above)). */
  clampedSums(left: MatrixRows, right: MatrixRows, dimensions: number, clamp: ProductClamp): Promise<Float32Array>;
  /**
   * The products that are above the limit of one of their two rows.
   * @returns them and their places in the row-major matrix, ascending
   */
  above(left: MatrixRows, right: MatrixRows, dimensions: number, limits: OfBothSides): Promise<FoundProducts>;
  dispose(): Promise<void>;
}

export interface FoundProducts {
  readonly places: Int32Array;
  readonly products: Float32Array;
}

/** Loads the model of each reduction when it is first asked for. */
export function createProductReductions(options: SessionOptions): ProductReductions {
  const positive = new LazySession(positiveSumsModel, options);
  const clamped = new LazySession(clampedSumsModel, options);
  const found = new LazySession(aboveModel, options);
  let places = new Int32Array(0);
  return {
    positiveSums: async (left, right, dimensions) => {
      const sums = await positive.run(factors(left, right, dimensions));
      return { left: floats(sums.left), right: floats(sums.right) };
    },
    clampedSums: async (left, right, dimensions, { above, most }) => {
      const clamp = { above: column(above, left.count), most: column(most, left.count) };
      return floats((await clamped.run({ ...factors(left, right, dimensions), ...clamp })).sums);
    },
    above: async (left, right, dimensions, limits) => {
      const size = left.count * right.count;
      if (places.length < size) places = Int32Array.from({ length: size }, (_, place) => place);
      const result = await found.run({
        ...factors(left, right, dimensions),
        leftLimits: column(limits.left, left.count),
        rightLimits: new Tensor('float32', limits.right.subarray(0, right.count), [1, right.count]),
        allPlaces: new Tensor('int32', places.subarray(0, size), [size]),
      });
      return { places: integers(result.places), products: floats(result.products) };
    },
    dispose: async () => {
      for (const session of [positive, clamped, found]) await session.dispose();
    },
  };
}

class LazySession {
  private session: Promise<InferenceSession> | undefined;

  constructor(
    private readonly model: () => Uint8Array,
    private readonly options: SessionOptions,
  ) {}

  async run(feeds: Record<string, Tensor>): Promise<InferenceSession.ReturnType> {
    this.session ??= InferenceSession.create(this.model(), {
      ...sessionOptions(this.options.threads),
      executionProviders: ['cpu'],
    });
    return (await this.session).run(feeds);
  }

  async dispose(): Promise<void> {
    await (await this.session)?.release();
  }
}

function factors(left: MatrixRows, right: MatrixRows, dimensions: number): Record<string, Tensor> {
  return { leftRows: toTensor(left, dimensions), rightRows: toTensor(right, dimensions) };
}

function column(values: Float32Array, count: number): Tensor {
  return new Tensor('float32', values.subarray(0, count), [count, 1]);
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new TypeError('An output is not float32.');
}

function integers(tensor: Tensor | undefined): Int32Array {
  if (tensor?.data instanceof Int32Array) return tensor.data;
  throw new TypeError('An output is not int32.');
}

function positiveSumsModel(): Uint8Array {
  const graph = new GraphBuilder();
  const positive = graph.node('Relu', [products(graph)]);
  graph.output('left', sum(graph, positive, 1), ['left']);
  graph.output('right', sum(graph, positive, 0), ['right']);
  return encode(graph);
}

function clampedSumsModel(): Uint8Array {
  const graph = new GraphBuilder();
  const above = graph.input('above', 'float32', ['left', 1]);
  const most = graph.input('most', 'float32', ['left', 1]);
  const positive = graph.node('Relu', [graph.node('Sub', [products(graph), above])]);
  graph.output('sums', sum(graph, graph.node('Min', [positive, most]), 0), ['right']);
  return encode(graph);
}

function aboveModel(): Uint8Array {
  const graph = new GraphBuilder();
  const formed = products(graph);
  const leftLimits = graph.input('leftLimits', 'float32', ['left', 1]);
  const rightLimits = graph.input('rightLimits', 'float32', [1, 'right']);
  const allPlaces = graph.input('allPlaces', 'int32', ['all']);
  const isAbove = graph.node('Greater', [formed, graph.node('Min', [leftLimits, rightLimits])]);
  const flat = graph.node('Reshape', [isAbove, graph.integers('flat', [1], [-1])]);
  graph.output('products', graph.node('Compress', [formed, flat]), ['found']);
  graph.output('places', graph.node('Compress', [allPlaces, flat]), ['found'], 'int32');
  return encode(graph);
}

function products(graph: GraphBuilder): Node {
  const left = graph.input('leftRows', 'float32', ['left', 'dimensions']);
  const right = graph.input('rightRows', 'float32', ['right', 'dimensions']);
  return graph.node('Gemm', [left, right], { transB: 1 });
}

function sum(graph: GraphBuilder, matrix: Node, axis: 0 | 1): Node {
  return graph.node('ReduceSum', [matrix, graph.integers(`axis ${axis}`, [1], [axis])], { keepdims: 0 });
}

function encode(graph: GraphBuilder): Uint8Array {
  return graph.encode('reduced products', 'DEITA for VS Code');
}
