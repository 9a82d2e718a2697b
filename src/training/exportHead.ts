import { GraphBuilder } from '../build/models/graphBuilder';
import { INPUT_CLIP, weightOffsets, type Network } from './network';

/**
 * How strength becomes six class probabilities: P(class > k) = sigmoid(slope · (strength - threshold_k)), k = 1..5, the
 * proportional-odds model (McCullagh 1980). The expectation Σ i·p_i rises with strength.
 */
export interface Calibration {
  readonly thresholds: readonly number[];
  readonly slope: number;
}

/** The bytes of an ONNX head: `features` [rows, inputs] float32 → `probabilities` [rows, 6]. */
export function exportHead(network: Network, calibration: Calibration, name: string): Uint8Array {
  const { inputs, hiddenUnits, weights } = network;
  const offsets = weightOffsets(inputs, hiddenUnits);
  const graph = new GraphBuilder();
  const features = graph.input('features', 'float32', ['rows', inputs]);
  const centred = graph.node('Sub', [features, graph.floats('mean', [inputs], Array.from(network.mean))]);
  const scaled = graph.node('Mul', [centred, graph.floats('scale', [inputs], Array.from(network.scale))]);
  const z = graph.node('Clip', [
    scaled,
    graph.floats('lowest', [], [-INPUT_CLIP]),
    graph.floats('highest', [], [INPUT_CLIP]),
  ]);
  const hidden = graph.node('Tanh', [
    graph.node(
      'Gemm',
      [
        z,
        graph.floats('hidden', [hiddenUnits, inputs], weights.slice(0, offsets.bias) as unknown as number[]),
        graph.floats('hiddenBias', [hiddenUnits], weights.slice(offsets.bias, offsets.output) as unknown as number[]),
      ],
      { transB: 1 },
    ),
  ]);
  const bent = graph.node('MatMul', [
    hidden,
    graph.floats('output', [hiddenUnits, 1], weights.slice(offsets.output, offsets.linear) as unknown as number[]),
  ]);
  const straight = graph.node('MatMul', [
    z,
    graph.floats('linear', [inputs, 1], weights.slice(offsets.linear, offsets.size) as unknown as number[]),
  ]);
  graph.output('probabilities', classProbabilities(graph, graph.node('Add', [bent, straight]), calibration), [
    'rows',
    6,
  ]);
  return graph.encode(name, 'deita-vscode');
}

/** Differences of neighbouring exceedance probabilities: one matrix and one offset. */
function classProbabilities(graph: GraphBuilder, strength: string, { thresholds, slope }: Calibration): string {
  const shifted = graph.node('Sub', [strength, graph.floats('thresholds', [1, 5], thresholds)]);
  const exceed = graph.node('Sigmoid', [graph.node('Mul', [shifted, graph.floats('slope', [], [slope])])]);
  const differences = Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: 6 }, (_, column) => (column === row ? -1 : column === row + 1 ? 1 : 0)),
  );
  const spread = graph.node('MatMul', [exceed, graph.floats('differences', [5, 6], differences.flat())]);
  return graph.node('Add', [spread, graph.floats('everything', [6], [1, 0, 0, 0, 0, 0])]);
}
