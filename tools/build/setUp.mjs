import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What has to be there before any dependency is: plain JavaScript that needs Node alone. */

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const MINIMUM_NODE = [20, 19];

/** Checks Node and installs the dependencies when they are missing or differ from the lock file. */
export async function setUp() {
  requireNode();
  if (!dependenciesMatchLock()) await installDependencies();
}

/**
 * Runs a TypeScript program of this folder with the terminal as its own; returns its exit code. Ctrl-C reaches the
 * program as well, which may have something to put away: its end is waited for.
 */
export async function runProgram(name, args) {
  const program = ['--import', 'tsx', path.join(ROOT, 'tools', 'build', name), ...args];
  process.on('SIGINT', () => undefined);
  const { code } = await run(process.execPath, program, { stdio: 'inherit' });
  return code;
}

/** A program's end: a failure that has a cause a person can act on is one line, without a stack. */
export function exitWith(promise) {
  promise.then(
    (code) => process.exit(code),
    (error) => {
      console.error(`\n${error.message}`);
      process.exit(1);
    },
  );
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  throw new Error(`Node ${MINIMUM_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

/** Compares what npm says it installed with the lock file; optional packages depend on the platform. */
function dependenciesMatchLock() {
  const installed = readPackages(path.join(ROOT, 'node_modules', '.package-lock.json'));
  const locked = readPackages(path.join(ROOT, 'package-lock.json'));
  return Object.entries(locked).every(
    ([place, { version, optional }]) => place === '' || optional || installed[place]?.version === version,
  );
}

function readPackages(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

async function installDependencies() {
  console.log('Installing dependencies (npm ci); the first time takes a minute or two …');
  const env = { ...process.env, ...nodeHeaders(), ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const npm = npmCommand();
  const { code, errors } = await run(npm.command, [...npm.args, 'ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env,
    shell: npm.shell,
  });
  if (code !== 0) throw new Error(`npm ci failed with code ${code}. ${explainNpm(errors)}`);
}

/** Native packages compile against the headers that come with Node, where they do: nothing to download then. */
function nodeHeaders() {
  const prefix = path.resolve(path.dirname(process.execPath), '..');
  const usable = !process.env.npm_config_nodedir && headersVersion(prefix) === process.versions.node;
  return usable ? { npm_config_nodedir: prefix } : {};
}

function headersVersion(prefix) {
  const header = path.join(prefix, 'include', 'node', 'node_version.h');
  if (!existsSync(header)) return undefined;
  const text = readFileSync(header, 'utf8');
  return ['MAJOR', 'MINOR', 'PATCH'].map((part) => text.match(`#define NODE_${part}_VERSION (\\d+)`)?.[1]).join('.');
}

function npmCommand() {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return { command: process.execPath, args: [npm], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

function explainNpm(errors) {
  if (/not found: make|g\+\+|clang|find Visual Studio|C\+\+ compiler|xcode/i.test(errors)) {
    return (
      'One dependency (hnswlib-node) is compiled on this machine: install Python 3 and a C++ compiler with make ' +
      '(Debian and Ubuntu: build-essential; macOS: xcode-select --install; Windows: Visual Studio Build Tools).'
    );
  }
  if (/nodejs\.org|node-gyp.*headers|FetchError.*headers/i.test(errors)) {
    return 'The headers of Node could not be found: install Node with its headers, or set npm_config_nodedir.';
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/.test(errors)) {
    return 'The npm registry could not be reached: check the network, a proxy, or the registry set in .npmrc.';
  }
  return 'Its messages are above.';
}

/** Standard error, where it is piped, is shown and kept. */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, windowsHide: true, ...options });
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      process.stderr.write(chunk);
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1), errors }));
  });
}
