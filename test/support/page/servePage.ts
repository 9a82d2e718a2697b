import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pageBundle } from '../../../tools/build/bundle';

const ROOT = path.resolve(__dirname, '../../..');

/** As strict as in VS Code, apart from the worker that plays the host. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'nonce-harness'; style-src 'self'; font-src 'self'; img-src 'self' blob:; worker-src 'self'";

const documentOf = (page: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>DEITA</title>
  <link rel="stylesheet" href="/editorDefaults.css">
  <link rel="stylesheet" href="/${page}.css">
  <script nonce="harness" src="/harness.js"></script>
</head>
<body>
  <div id="root"></div>
  <script type="module" nonce="harness" src="/${page}.js"></script>
</body>
</html>`;

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

export type PageTheme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

export interface ServedPage {
  /** @param host options of the page's fake host */
  url(host: object, theme?: PageTheme): string;
  stop(): Promise<void>;
}

/**
 * Bundles the pages as the product does and serves one with a fake host, for a browser to open.
 * @param page its folder in `webview/pages`
 */
export async function servePage(page: string): Promise<ServedPage> {
  const defaults = readFileSync(path.join(__dirname, 'editorDefaults.css'));
  const files = new Map([...(await bundlePage()), ...(await bundleHarness()), ['/editorDefaults.css', defaults]]);
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    const content = name === `/${page}` ? documentOf(page) : files.get(name);
    response.statusCode = content === undefined ? 404 : 200;
    response.setHeader('Content-Type', TYPES[path.extname(name)] ?? 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    response.end(content);
  });
  const port = await listen(server);
  return {
    url: (host, theme = 'dark') =>
      `http://localhost:${port}/${page}?theme=${theme}&host=${encodeURIComponent(JSON.stringify(host))}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bundlePage(): Promise<[string, Uint8Array][]> {
  const { outputFiles } = await build({ ...pageBundle, write: false });
  return outputFiles.map((file) => [`/${path.basename(file.path)}`, file.contents]);
}

async function bundleHarness(): Promise<[string, Uint8Array][]> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/support/page/harness.ts', 'test/support/page/hostWorker.ts'],
    outdir: 'dist/harness',
    bundle: true,
    write: false,
    format: 'iife',
    define: { THEMES: readFileSync(path.join(__dirname, 'themes.json'), 'utf8') },
  });
  return outputFiles.map((file) => [`/${path.basename(file.path)}`, file.contents]);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
