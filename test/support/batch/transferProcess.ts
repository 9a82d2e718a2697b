import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { BatchApi } from '../../../src/serverClient/batchApi';

/** Sends a file to a server or fetches one from it, and tells its parent how much memory that took at most. */
async function main([baseUrl = '', direction, file = '']: readonly string[]): Promise<void> {
  const api = new BatchApi({ baseUrl });
  if (direction === 'up') await api.upload(file);
  else {
    await api.download('out', async (fetchInto) => {
      const output = createWriteStream(file);
      await fetchInto(async (piece) => {
        if (!output.write(piece)) await once(output, 'drain');
      });
      await new Promise((resolve) => output.end(resolve));
    });
  }
  process.send?.(process.resourceUsage().maxRSS * 1024);
  process.disconnect();
}

void main(process.argv.slice(2));
