import type { AnnotatingRole } from '../../evol/annotate/annotate';
import type { ModelsByRole } from '../../evol/annotate/askModels';
import type { ChatModel } from '../../evol/chat/chatModel';
import { EditorChatModel, editorLimit } from '../../evol/chat/editorChatModel';
import { ServedChatModel } from '../../evol/chat/servedChatModel';
import type { ChatModels } from '../../protocol/annotation';
import { Server } from '../../serverClient/server';
import type { EngineContext } from '../engineContext';

interface Opened {
  readonly choice: string;
  readonly apiKey: string | undefined;
  readonly models: ModelsByRole<AnnotatingRole>;
}

/** Opens chat models; the last ones stay, with what was found out about their server, for the rest after a pilot. */
export class OpenChatModels {
  private last: Opened | undefined;

  constructor(private readonly context: Pick<EngineContext, 'credentials' | 'host'>) {}

  open(models: ChatModels): ModelsByRole<AnnotatingRole> {
    const choice = JSON.stringify(models);
    const apiKey = models.kind === 'server' ? this.context.credentials.keyFor(models.baseUrl, 'judge') : undefined;
    if (this.last?.choice !== choice || this.last.apiKey !== apiKey) {
      this.last = { choice, apiKey, models: this.opened(models, apiKey) };
    }
    return this.last.models;
  }

  private opened(models: ChatModels, apiKey: string | undefined): ModelsByRole<AnnotatingRole> {
    const open = models.kind === 'server' ? served(models, apiKey) : this.editors();
    const { model, rankModel } = models;
    const evolve = open(model);
    return { evolve, rank: rankModel === model ? evolve : open(rankModel) };
  }

  private editors(): (name: string) => ChatModel {
    const { host } = this.context;
    const limit = editorLimit();
    return (name) => new EditorChatModel(name, (question, signal) => host('chat/ask', question, signal), limit);
  }
}

function served(
  { baseUrl, concurrency }: ChatModels & { readonly kind: 'server' },
  apiKey: string | undefined,
): (name: string) => ChatModel {
  const server = new Server({ baseUrl, apiKey }, { concurrency });
  return (name) => new ServedChatModel(server, name);
}
