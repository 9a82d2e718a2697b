import { toFloat16 } from '../common/float16';
import {
  ATTRIBUTE_TYPE,
  encodeModel,
  TENSOR_TYPE,
  type Attribute,
  type GraphNode,
  type GraphValue,
  type Initializer,
} from './onnxSchema';

/** The name of a tensor in the graph. */
export type Tensor = string;

type AttributeValue = number | readonly number[] | { readonly float: number };

/** Collects the nodes and constants of an ONNX graph; each method adds one and returns the name of its result. */
export class GraphBuilder {
  readonly #nodes: GraphNode[] = [];
  readonly #initializers = new Map<string, Initializer>();
  readonly #inputs: GraphValue[] = [];
  readonly #outputs: GraphValue[] = [];

  input(name: string, type: keyof typeof TENSOR_TYPE, dims: readonly (number | string)[]): Tensor {
    this.#inputs.push({ name, dataType: TENSOR_TYPE[type], dims });
    return name;
  }

  /** Declares a tensor as an output under a name of its own. */
  output(
    name: string,
    tensor: Tensor,
    dims: readonly (number | string)[],
    type: keyof typeof TENSOR_TYPE = 'float32',
  ): void {
    this.#nodes.push({ opType: 'Identity', name, input: [tensor], output: [name], attribute: [] });
    this.#outputs.push({ name, dataType: TENSOR_TYPE[type], dims });
  }

  floats(name: string, dims: readonly number[], values: Float32Array | readonly number[]): Tensor {
    return this.#constant(name, dims, 'float32', Float32Array.from(values));
  }

  doubles(name: string, dims: readonly number[], values: Float64Array | readonly number[]): Tensor {
    return this.#constant(name, dims, 'float64', Float64Array.from(values));
  }

  integers(name: string, dims: readonly number[], values: readonly number[]): Tensor {
    return this.#constant(name, dims, 'int64', BigInt64Array.from(values.map(BigInt)));
  }

  /** A constant stored in half precision: half the file, and still float16 in the graph (see `toFloat32`). */
  halfFloats(name: string, dims: readonly number[], values: Float32Array): Tensor {
    return this.#constant(name, dims, 'float16', toFloat16(values));
  }

  toFloat32(tensor: Tensor): Tensor {
    return this.node('Cast', [tensor], { to: TENSOR_TYPE.float32 });
  }

  node(opType: string, input: readonly Tensor[], attributes: Record<string, AttributeValue> = {}): Tensor {
    const [output] = this.#add(opType, input, attributes, 1);
    if (output === undefined) throw new Error(`${opType} has no output.`);
    return output;
  }

  /** Splits a tensor along an axis into three parts of the same size. */
  splitInThree(tensor: Tensor, axis: number, size: number): [Tensor, Tensor, Tensor] {
    const sizes = this.integers(`three × ${size}`, [3], [size, size, size]);
    return this.#add('Split', [tensor, sizes], { axis }, 3) as [Tensor, Tensor, Tensor];
  }

  encode(graphName: string, producerName: string): Uint8Array {
    const graph = {
      name: graphName,
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
      inputs: this.#inputs,
      outputs: this.#outputs,
    };
    return encodeModel(graph, producerName);
  }

  #add(
    opType: string,
    input: readonly Tensor[],
    attributes: Record<string, AttributeValue>,
    outputs: number,
  ): Tensor[] {
    const name = `${opType}_${this.#nodes.length}`;
    const output = Array.from({ length: outputs }, (_, index) => (outputs === 1 ? name : `${name}_${index}`));
    const attribute = Object.entries(attributes).map(([key, value]) => toAttribute(key, value));
    this.#nodes.push({ opType, name, input, output, attribute });
    return output;
  }

  #constant(name: string, dims: readonly number[], type: keyof typeof TENSOR_TYPE, values: ArrayBufferView): Tensor {
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#initializers.set(name, { name, dims, dataType: TENSOR_TYPE[type], rawData });
    return name;
  }
}

function toAttribute(name: string, value: AttributeValue): Attribute {
  if (typeof value === 'number') return { name, type: ATTRIBUTE_TYPE.int, i: value };
  if ('float' in value) return { name, type: ATTRIBUTE_TYPE.float, f: value.float };
  return { name, type: ATTRIBUTE_TYPE.ints, ints: value };
}
