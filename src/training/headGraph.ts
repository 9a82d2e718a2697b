import { GraphBuilder, type Tensor } from '../onnxWriter/graphBuilder';
import { weightOffsets } from '../scoring/builtIn/network';
import { STANDARD_LIMIT } from '../scoring/builtIn/standardise';
import { LOWEST_SCORE } from '../scoring/scorer';
import type { OrdinalHead } from './ordinalHead';

/** The names of a head's input and output. */
const HEAD_INPUT = 'features';
const HEAD_OUTPUT = 'score';

/** A head as an ONNX model in double precision: `features` (texts × inputs) in, `score` (texts), 1 to 6, out. */
export function headGraph({ network, thresholds }: OrdinalHead, producer: string): Uint8Array {
  const { inputs, hiddenUnits, mean, scale, weights } = network;
  const { hiddenBias, output, linear, bias } = weightOffsets(inputs, hiddenUnits);
  const graph = new GraphBuilder();
  const part = (name: string, dims: readonly number[], start: number, end: number): Tensor =>
    graph.doubles(name, dims, weights.subarray(start, end));
  const features = graph.input(HEAD_INPUT, 'float64', ['texts', inputs]);
  const centred = graph.node('Sub', [features, graph.doubles('mean', [inputs], mean)]);
  const scaled = graph.node('Mul', [centred, graph.doubles('scale', [inputs], scale)]);
  const limits = [graph.doubles('least', [], [-STANDARD_LIMIT]), graph.doubles('most', [], [STANDARD_LIMIT])];
  const z = graph.node('Clip', [scaled, ...limits]);
  const hiddenWeights = part('hidden', [hiddenUnits, inputs], 0, hiddenBias);
  const byInput = graph.node('Transpose', [hiddenWeights], { perm: [1, 0] });
  const summed = graph.node('Add', [
    graph.node('MatMul', [z, byInput]),
    part('hiddenBias', [hiddenUnits], hiddenBias, output),
  ]);
  const activations = graph.node('Tanh', [summed]);
  const curved = graph.node('MatMul', [activations, part('output', [hiddenUnits, 1], output, linear)]);
  const straight = graph.node('MatMul', [z, part('linear', [inputs, 1], linear, bias)]);
  const value = graph.node('Add', [graph.node('Add', [curved, straight]), part('bias', [1], bias, bias + 1)]);
  const above = graph.node('Sigmoid', [
    graph.node('Sub', [value, graph.doubles('thresholds', [thresholds.length], thresholds)]),
  ]);
  const sum = graph.node('ReduceSum', [above, graph.integers('axis', [1], [1])], { keepdims: 0 });
  const score = graph.node('Add', [sum, graph.doubles('lowest', [], [LOWEST_SCORE])]);
  graph.output(HEAD_OUTPUT, score, ['texts'], 'float64');
  return graph.encode('ordinal head', producer);
}
