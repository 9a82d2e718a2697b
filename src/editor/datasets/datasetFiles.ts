import type * as vscode from 'vscode';

const LINE_DATASET = /\.(jsonl|ndjson)$/i;
const DATASET = /\.((jsonl|ndjson|json|csv|tsv)(\.(gz|zst))?|parquet|arrow|feather)$/i;

/** Files that are datasets or logs by their name: one JSON value a line. */
export function isLineDataset(uri: vscode.Uri): boolean {
  return LINE_DATASET.test(uri.path);
}

export function mayBeDataset(uri: vscode.Uri): boolean {
  return DATASET.test(uri.path);
}

/** The engine reads files itself, so that only those on this machine's disk can be opened. */
export function isOnDisk(uri: vscode.Uri): boolean {
  return uri.scheme === 'file';
}
