import './editor/language';
import type * as vscode from 'vscode';
import { createExtension, type DeitaExtension } from './editor/deitaExtension';

export function activate(context: vscode.ExtensionContext): DeitaExtension {
  return createExtension(context);
}
