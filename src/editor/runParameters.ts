import type * as vscode from 'vscode';
import { EMBEDDINGS_FILE_THRESHOLD } from '../protocol/dataset';
import type { EngineInfo } from '../protocol/requests';
import type { PageSettings } from '../protocol/webview';
import type { DatasetSession, ParamsWithoutId } from './datasets/datasetSession';
import { readSetting, selectionParameters } from './settings';

/** Budget and threshold as typed into a table's toolbar. */
export interface ToolbarValues {
  readonly budget: number;
  readonly threshold: number;
}

/** Parameters of the next run: the settings, and for a table's file what its toolbar last ran with. */
export class RunParameters {
  private toolbar = new WeakMap<DatasetSession, ToolbarValues>();

  constructor(private readonly engineInfo: () => Promise<EngineInfo>) {}

  of(session: DatasetSession): ParamsWithoutId<'dataset/select'> {
    return { ...selectionParameters(session.uri), ...this.toolbar.get(session) };
  }

  remember(session: DatasetSession, values: ToolbarValues): void {
    this.toolbar.set(session, values);
  }

  /** A setting changed: it wins over what was typed before. */
  forget(): void {
    this.toolbar = new WeakMap();
  }

  async forPage(session: DatasetSession): Promise<PageSettings> {
    const { budget, threshold, scorer, embedder } = this.of(session);
    const { embedded } = (await this.engineInfo()).embedders;
    return {
      budget,
      threshold,
      recommendedThreshold: embedder.kind === 'file' ? EMBEDDINGS_FILE_THRESHOLD : embedded.recommendedThreshold,
      scorerLabel: scorer.kind === 'embedded' ? 'Heuristic default' : 'Precomputed',
      embedderLabel: embedder.kind === 'embedded' ? embedded.name : fileName(session.uri),
      heuristicScorer: scorer.kind === 'embedded',
    };
  }
}

function fileName(uri: vscode.Uri): string {
  return readSetting('embeddingsFile', uri).split(/[\\/]/).at(-1) ?? '';
}
