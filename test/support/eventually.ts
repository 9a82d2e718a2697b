import { LIMITS } from './timeLimits';

/** Waits until an assertion holds; fails with its last error. */
export async function eventually(assertion: () => Promise<void>, timeoutMs = LIMITS.wait): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
