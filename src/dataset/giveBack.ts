import { MessageChannel } from 'node:worker_threads';

/** Smaller buffers may share their memory with others, and are soon collected. */
const LEAST_BYTES = 8 * 1024 * 1024;

/**
 * Gives the memory of a large buffer back at once; the buffer is empty afterwards. Garbage collection leaves the memory
 * of buffers alone for as long as the heap itself has room, and a huge row's would lie beside its text and its value.
 */
export function giveBack({ buffer, byteLength }: Buffer): void {
  if (byteLength < LEAST_BYTES || buffer.byteLength !== byteLength || !(buffer instanceof ArrayBuffer)) return;
  const { port1 } = new MessageChannel();
  port1.close();
  port1.postMessage(undefined, [buffer]); // What is sent to nobody is freed.
}
