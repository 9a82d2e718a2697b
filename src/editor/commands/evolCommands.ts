import type * as vscode from 'vscode';
import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { EngineApi } from '../../protocol/requests';
import { annotateDataset } from '../annotate/annotateDataset';
import { annotateDialogs } from '../annotate/annotateDialogs';
import type { AskingParts } from '../annotate/askingQuestions';
import { runFolderOf } from '../annotate/workspaceRuns';
import type { ApiKeys } from '../connectScorer/apiKeys';
import type { DatasetEditorProvider } from '../datasetEditor/datasetEditorProvider';
import type { DatasetSession } from '../datasets/datasetSession';
import { embedderFrom, scorersFrom, type ReadSetting } from '../modelChoices';
import { evaluateDialogs } from '../evaluate/evaluateDialogs';
import { evaluateModel } from '../evaluate/evaluateModel';
import { saveSettings } from '../saveSettings';
import { readSetting } from '../settings';
import { trainDialogs } from '../train/trainDialogs';
import { distil, trainFromRuns, type SampleConsent, type TrainParts } from '../train/trainScorer';
import { confirmCost, type CostConsent } from './costConfirmation';

/** Commands that ask chat models: to make scorers of the user's own, and to judge models. */
export interface EvolCommands {
  annotate(session: DatasetSession): Promise<void>;
  /** @param run the folder of a run, or a file in it */
  trainScorer(run: vscode.Uri | undefined): Promise<void>;
  distilScorer(session: DatasetSession): Promise<void>;
  /** Judges models that were trained. */
  evaluate(): Promise<void>;
}

export interface EvolCommandParts {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly keys: ApiKeys;
  readonly editors: Pick<DatasetEditorProvider, 'find'>;
  readonly consent: CostConsent;
}

export function evolCommands({ engine, keys, editors, consent }: EvolCommandParts): EvolCommands {
  const asking = (uri: vscode.Uri | null): AskingParts => ({
    ...{ engine, keys, price: readSetting('server.pricePerMillionTokens', null) },
    baseUrl: readSetting('server.baseUrl', uri),
  });
  const training = (uri: vscode.Uri | null): TrainParts => ({
    engine,
    dialogs: trainDialogs(asking(uri)),
    embedders: embeddersFor(uri),
    usedScorers: readSetting('trained.scorers', uri),
    saveSettings,
  });
  return {
    annotate: (session) => {
      const parts = asking(session.uri);
      const viewId = editors.find(session.uri)?.viewId;
      return annotateDataset(session, viewId, { engine, dialogs: annotateDialogs(parts), price: parts.price });
    },
    evaluate: () => {
      const parts = asking(null);
      return evaluateModel({ engine, dialogs: evaluateDialogs(parts), price: parts.price });
    },
    trainScorer: (run) => trainFromRuns(run === undefined ? undefined : runFolderOf(run).fsPath, training(run ?? null)),
    distilScorer: (session) => {
      const teachers = scorersFrom(reader(session.uri), session.uri.fsPath);
      const agrees: SampleConsent = (scorer, sample) => confirmCost(session, { scorer }, consent, sample);
      return distil(session, teachers, agrees, training(session.uri));
    },
  };
}

/** A scorer is trained on what runs here: its texts go nowhere. */
function embeddersFor(uri: vscode.Uri | null): ModelEmbedderChoice[] {
  const builtIn = { kind: 'built-in' } as const;
  if (readSetting('embedder', uri) !== 'onnx') return [builtIn];
  const chosen = embedderFrom(reader(uri), uri?.fsPath ?? '');
  return chosen.kind === 'onnx' ? [builtIn, chosen] : [builtIn];
}

function reader(uri: vscode.Uri | null): ReadSetting {
  return (key) => readSetting(key, uri);
}
