import path from 'node:path';
import type { EmbedderChoice, ScorerChoice } from '../protocol/dataset';

/** A scorer in a few words, for the toolbar. */
export function scorerLabel(choice: ScorerChoice): string {
  switch (choice.kind) {
    case 'embedded':
      return 'Heuristic default';
    case 'precomputed':
      return 'Precomputed';
    case 'onnx':
      return modelNames(path.basename(choice.complexityModel), path.basename(choice.qualityModel));
    case 'openai': {
      const names = modelNames(lastPart(choice.complexityModel), lastPart(choice.qualityModel));
      return `${names} on ${hostOf(choice.baseUrl)}${choice.judge === true ? ' (direct scoring)' : ''}`;
    }
  }
}

/** @param builtIn name of the embedder that comes with the extension */
export function embedderLabel(choice: EmbedderChoice, builtIn: string): string {
  switch (choice.kind) {
    case 'embedded':
      return builtIn;
    case 'file':
      return path.basename(choice.path);
    case 'onnx':
      return path.basename(choice.model);
    case 'openai':
      return `${lastPart(choice.model)} on ${hostOf(choice.baseUrl)}`;
  }
}

/** Host and port of a base URL; never what else it may hold. */
function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : 'an invalid address';
}

function modelNames(complexityModel: string, qualityModel: string): string {
  return complexityModel === qualityModel ? complexityModel : `${complexityModel} and ${qualityModel}`;
}

/** A hub's name without its owner. */
function lastPart(model: string): string {
  return model.split('/').at(-1) ?? model;
}
