import type { Text } from '../text';

/** What to do about a server, where that depends on its kind or on what it said. */
export const REMEDIES = {
  'server.key': 'Check the key for this server.',
  'server.quota': 'Check the account’s plan and balance at the provider.',
  'server.notFound': 'Check the base URL (OpenAI-compatible servers want it to end in /v1) and the preset.',
  'server.model': 'Choose a model from the list that the server shows.',
  'server.context': 'Serve the model with a longer context.',
  'server.rateLimit': 'Lower the number of requests at once, or wait.',
  'server.overload': 'Look at the server’s log.',
  'server.network': 'Check that the server runs and that the base URL has the right host and port.',
  'server.certificate':
    'Use an address that the certificate covers, or tell Node.js of its issuer with NODE_EXTRA_CA_CERTS.',
  'server.nothingListens': 'nothing listens there',
  'server.unknownHost': 'the host is not known',
  'server.noLookup': 'the host’s name cannot be looked up now',
  'server.cut': 'the connection was cut',
  'server.connectionTimedOut': 'the connection timed out',
  'alternatives.vllm': 'Update vLLM, or start it with --max-logprobs 100.',
  'alternatives.llamacpp': 'Update the llama.cpp server: versions since December 2024 list log-probabilities.',
  'alternatives.ollama': 'Update Ollama: version 0.12.11 and newer give log-probabilities.',
  'alternatives.openai':
    'Choose a model that returns 20 top_logprobs (no reasoning model), or judge mode for a chat model that was not trained as a scorer.',
  'alternatives.other':
    'Text Generation Inference by default and the legacy OpenAI completions list five at most: raise the server’s limit, or serve the model with vLLM or llama.cpp.',
  'alternatives.given':
    'Serve the model with vLLM, or export it to an ONNX folder: the servers of llama.cpp and Ollama, OpenAI’s own and the editor’s models cannot tell how probable a given text is.',
  'bos.tokenizer': 'Set "add_bos_token": true in the model’s tokenizer_config.json and start the server again.',
  'bos.llamacpp': 'Start the server with --override-kv tokenizer.ggml.add_bos_token=bool:true.',
  'bos.ollama': 'Recreate the model from a GGUF file whose tokenizer.ggml.add_bos_token is true.',
  'context.vllm': 'Start vLLM with --max-model-len 2048.',
  'context.llamacpp': 'Start the server with --ctx-size of 2048 times the number of --parallel slots.',
  'context.ollama': 'Recreate the model with PARAMETER num_ctx 2048.',
  'context.openai': 'Choose a model with a longer context.',
  'remedy.beginSheetAgain': 'Begin the sheet again in another folder.',
  'context.other': 'Start the server with a longer context.',
} as const satisfies Readonly<Record<string, Text>>;
