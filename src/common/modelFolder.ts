/**
 * Where exports put the network, looked for in this order: Optimum beside the configuration, models of the hub in a
 * folder of their own.
 */
export const NETWORK_FILES: readonly string[] = ['model.onnx', 'onnx/model.onnx'];

/** What a person says of a model, besides or against what its other files say. */
export const OVERRIDES_FILE = 'deita.model.json';
