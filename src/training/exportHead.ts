import { GraphBuilder, type Tensor } from '../inference/onnx/graphBuilder';
import type { Calibration } from './calibration';
import type { Head, HeadTerm } from './head';
import { INPUT_CLIP, weightOffsets, type Network } from './network';

/**
 * The bytes of a head as ONNX: `features` [rows, inputs] float32 → `probabilities` [rows, 6].
 * P(class > k) = sigmoid(slope · (strength - threshold_k)), k = 1..5, the proportional-odds model (McCullagh 1980); the
 * expectation Σ i·p_i rises with strength.
 */
export function exportHead(head: Head, calibration: Calibration, name: string): Uint8Array {
  const graph = new GraphBuilder();
  const features = graph.input('features', 'float32', ['rows', head[0]?.network.inputs ?? 0]);
  const strength = head
    .map((term, index) => addTerm(graph, features, term, `term${index}`))
    .reduce((sum, term) => graph.node('Add', [sum, term]));
  graph.output('probabilities', classProbabilities(graph, strength, calibration), ['rows', 6]);
  return graph.encode(name, 'deita-vscode');
}

function addTerm(graph: GraphBuilder, features: Tensor, { network, gate }: HeadTerm, name: string): Tensor {
  const value = addNetwork(graph, features, network, name);
  if (gate === undefined) return value;
  const shifted = graph.node('Add', [value, graph.floats(`${name}.shift`, [], [gate.shift])]);
  const bounded = graph.node('Max', [shifted, graph.floats(`${name}.floor`, [], [gate.floor])]);
  const surprise = graph.node('Softplus', [graph.node('Neg', [bounded])]);
  return graph.node('Mul', [surprise, graph.floats(`${name}.gain`, [], [-gate.gain])]);
}

function addNetwork(graph: GraphBuilder, features: Tensor, network: Network, name: string): Tensor {
  const { inputs, hiddenUnits, weights } = network;
  const offsets = weightOffsets(inputs, hiddenUnits);
  const part = (suffix: string, dims: number[], start: number): Tensor => {
    const size = dims.reduce((product, dimension) => product * dimension, 1);
    return graph.floats(`${name}.${suffix}`, dims, Array.from(weights.subarray(start, start + size)));
  };
  const z = standardised(graph, features, network, name);
  const straight = graph.node('MatMul', [z, part('linear', [inputs, 1], offsets.linear)]);
  const value = graph.node('Add', [straight, part('bias', [1], offsets.bias)]);
  if (hiddenUnits === 0) return value;
  const sums = graph.node(
    'Gemm',
    [z, part('hidden', [hiddenUnits, inputs], 0), part('hiddenBias', [hiddenUnits], offsets.hiddenBias)],
    { transB: 1 },
  );
  const bent = graph.node('MatMul', [graph.node('Tanh', [sums]), part('output', [hiddenUnits, 1], offsets.output)]);
  return graph.node('Add', [value, bent]);
}

function standardised(graph: GraphBuilder, features: Tensor, { inputs, mean, scale }: Network, name: string): Tensor {
  const centred = graph.node('Sub', [features, graph.floats(`${name}.mean`, [inputs], Array.from(mean))]);
  const scaled = graph.node('Mul', [centred, graph.floats(`${name}.scale`, [inputs], Array.from(scale))]);
  return graph.node('Clip', [
    scaled,
    graph.floats('lowest', [], [-INPUT_CLIP]),
    graph.floats('highest', [], [INPUT_CLIP]),
  ]);
}

/** Differences of neighbouring exceedance probabilities: one matrix and one offset. */
function classProbabilities(graph: GraphBuilder, strength: Tensor, { thresholds, slope }: Calibration): Tensor {
  const shifted = graph.node('Sub', [strength, graph.floats('thresholds', [1, 5], thresholds)]);
  const exceed = graph.node('Sigmoid', [graph.node('Mul', [shifted, graph.floats('slope', [], [slope])])]);
  const differences = Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: 6 }, (__, column) => (column === row ? -1 : column === row + 1 ? 1 : 0)),
  );
  const spread = graph.node('MatMul', [exceed, graph.floats('differences', [5, 6], differences.flat())]);
  return graph.node('Add', [spread, graph.floats('everything', [6], [1, 0, 0, 0, 0, 0])]);
}
