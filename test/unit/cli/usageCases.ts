import { pool, precomputed, type CliCase } from './cliCase';
import { npyOf } from '../../support/npy';

/** Help, wrong usage, and what fails before any work. */
export const USAGE_CASES: readonly CliCase[] = [
  { title: 'no arguments show help', args: () => [], code: 0, stdout: /Usage: deita <command> <file>[^]*neighbours/ },
  { title: '--help', args: () => ['--help'], code: 0, stdout: /Exit codes: 0 done/ },
  {
    title: '--help names the variables of the environment',
    args: () => ['--help'],
    code: 0,
    stdout: /Environment:\n {2}DEITA_API_KEY +key[^]*\n {2}DEITA_CACHE_DIR +where[^]*\n {2}DEITA_LOG +file/,
  },
  { title: 'select --help', args: () => ['select', '--help'], code: 0, stdout: /--budget N[^]*--cache-dir DIR/ },
  { title: '--version', args: () => ['--version'], code: 0, stdout: /^\d+\.\d+\.\d+\n$/ },
  { title: 'version of a command', args: () => ['score', '--version'], code: 0, stdout: /^\d+\.\d+\.\d+\n$/ },

  { title: 'an unknown command', args: () => ['choose', 'x'], code: 2, stderr: /no command "choose"/ },
  { title: 'an unknown option', args: (f) => ['inspect', pool(f), '--budgets'], code: 2, stderr: /--budgets/ },
  { title: 'options without a command', args: () => ['--json'], code: 2, stderr: /Name a command/ },
  { title: 'no file', args: () => ['select'], code: 2, stderr: /needs a dataset file/ },
  {
    title: 'two files',
    args: (f) => ['compare-scorers', pool(f), 'b'],
    code: 2,
    stderr: /one dataset file, not also "b"/,
  },
  { title: 'a budget of 0', args: (f) => ['select', pool(f), '--budget', '0'], code: 2, stderr: /--budget needs/ },
  { title: 'a budget of -2', args: (f) => ['select', pool(f), '--budget', '-2'], code: 2, stderr: /--budget needs/ },
  { title: 'a fractional budget', args: (f) => ['select', pool(f), '--budget', '1.5'], code: 2, stderr: /"1.5"/ },
  { title: 'a budget without value', args: (f) => ['select', pool(f), '--budget'], code: 2, stderr: /--budget/ },
  {
    title: 'a threshold above 1',
    args: (f) => ['select', pool(f), '--threshold', '1.1'],
    code: 2,
    stderr: /from -1 to 1/,
  },
  { title: 'a threshold in words', args: (f) => ['select', pool(f), '--threshold', 'high'], code: 2, stderr: /"high"/ },
  {
    title: 'a diversity that does not exist',
    args: (f) => ['select', pool(f), '--diversity', 'wishful'],
    code: 2,
    stderr: /--diversity needs repr-filter[^]*"wishful"/,
  },
  {
    title: 'help names the strategies',
    args: () => ['select', '--help'],
    code: 0,
    stdout: /--diversity NAME +repr-filter \(default\): near-duplicates left out\n +none: /,
  },
  {
    title: 'an unknown scorer',
    args: (f) => ['score', pool(f), '--scorer', 'gpt'],
    code: 2,
    stderr: /built-in or precomputed or server or onnx/,
  },
  {
    title: 'an unknown order',
    args: (f) => ['select', pool(f), '--order', 'random'],
    code: 2,
    stderr: /score or file/,
  },
  {
    title: 'two sources of embeddings',
    args: (f) => ['select', ...precomputed(f), '--embedder', 'built-in'],
    code: 2,
    stderr: /exclude each other/,
  },
  {
    title: 'an embeddings file that is not named',
    args: (f) => ['select', pool(f), '--embedder', 'file'],
    code: 2,
    stderr: /--embedder file needs --embeddings FILE/,
  },
  {
    title: 'a file where rows are embedded',
    args: (f) => ['embed', pool(f), '--embedder', 'file'],
    code: 2,
    stderr: /--embedder needs built-in or server or onnx, not "file"/,
  },
  {
    title: 'an address that neither model needs',
    args: (f) => ['select', ...precomputed(f), '--base-url', 'http://localhost/v1'],
    code: 2,
    stderr: /--base-url goes with --scorer server, or --embedder server\./,
  },
  {
    title: 'fields without instruction',
    args: (f) => ['inspect', pool(f), '--fields', 'input=x'],
    code: 2,
    stderr: /--fields/,
  },
  { title: 'neighbours of no row', args: (f) => ['neighbours', pool(f)], code: 2, stderr: /--row N/ },
  {
    title: 'output onto the dataset',
    args: (f) => ['select', pool(f), '--output', pool(f), '--overwrite'],
    code: 2,
    stderr: /dataset itself/,
  },
  {
    title: 'report onto the dataset',
    args: (f) => ['select', pool(f), '--report', pool(f), '--overwrite'],
    code: 2,
    stderr: /dataset itself/,
  },
  {
    title: 'two outputs of one name',
    args: (f) => ['select', pool(f), '--output', f.path('a'), '--report', f.path('a')],
    code: 2,
    stderr: /same name/,
  },

  { title: 'a missing file', args: (f) => ['inspect', f.path('none.jsonl')], code: 1, stderr: /does not exist/ },
  {
    title: 'a missing file for the engine',
    args: (f) => ['select', f.path('none.jsonl')],
    code: 1,
    stderr: /does not exist/,
  },
  {
    title: 'a missing file of embeddings',
    args: (f) => ['select', pool(f), '--scorer', 'precomputed', '--embeddings', f.path('none.npy')],
    code: 1,
    stderr: /none\.npy/,
  },
  {
    title: 'embeddings of another dataset',
    args: (f) => ['select', pool(f), '--scorer', 'precomputed', '--embeddings', f.write('x.npy', npyOf([[1, 0]]))],
    code: 1,
    stderr: /1 rows?, the dataset 6/,
  },
  {
    title: 'an output folder that is missing',
    args: (f) => ['select', ...precomputed(f), '--output', f.path('no/out.jsonl')],
    code: 1,
    stderr: /does not exist/,
  },
];
