import type { EditorScorerChoice } from '../../choices/scorers/editor';
import { EditorChatModel, editorLimit } from '../../evol/chat/editorChatModel';
import { EditorScorer } from '../../evol/direct/editorScorer';
import type { ScorerOpener } from './opener';

/** Models of the editor's own, which the host is asked for. */
export const EDITOR_SCORER: ScorerOpener<EditorScorerChoice> = {
  keyOf: ({ model, maxRequests }) => JSON.stringify([model, maxRequests]),
  open: ({ model, maxRequests }, { host }) => {
    const chat = new EditorChatModel(model, (question, signal) => host('chat/ask', question, signal), editorLimit());
    return Promise.resolve(new EditorScorer(chat, maxRequests));
  },
};
