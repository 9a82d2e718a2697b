import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { RunOverview } from '../../protocol/annotation';
import { chainsDoneText } from '../../wording/annotateText';
import { formatCount } from '../../wording/numbers';
import { pick, type Step, typeIn } from '../connectScorer/quickSteps';
import { askModel, type ServerAnswers } from '../connectScorer/serverQuestions';
import type { EditorModel } from '../languageModels/editorModels';
import { plainLabel } from '../plainLabel';
import { DEFAULT_MOST_REQUESTS, DEFAULT_SEEDS, type AnnotateDraft } from './annotateDraft';
import { askCaps, askWhere, notCount, numbered, type Question } from './askingQuestions';

/** What the questions need to know. */
export interface AnnotateAnswers {
  readonly servers: ServerAnswers;
  readonly editorModels: readonly EditorModel[];
  readonly hasRowsInView: boolean;
  /** Of a million tokens; null = not known. */
  readonly price: number | null;
}

/** The questions about a new run that are left to ask, by the answers so far. */
export function questionsFor(draft: AnnotateDraft, answers: AnnotateAnswers): readonly Step[] {
  return numbered(title(), [
    askKind(draft, answers),
    ...askWhere(draft, answers.servers),
    askModelOf(draft, answers),
    askDimension(draft),
    askSample(draft, answers),
    askSeeds(draft),
    ...askCaps(draft, answers.price),
  ]);
}

/** The questions about a run that was begun: what decides its chains stands. */
export function questionsToGoOn(draft: AnnotateDraft, answers: AnnotateAnswers): readonly Step[] {
  return numbered(title(), [...askWhere(draft, answers.servers), ...askCaps(draft, answers.price)]);
}

function title(): string {
  return l10n.t('DEITA: Annotate with EVOL');
}

function askKind(draft: AnnotateDraft, { editorModels }: AnnotateAnswers): Question {
  const count = editorModels.length;
  const items = [
    {
      whose: 'editor' as const,
      label: l10n.t('A model of the editor’s own'),
      detail:
        count === 0
          ? l10n.t('None is there now: sign in to Copilot, or add a provider of models to the editor')
          : l10n.t('No key needed; a few hundred requests of your allowance: {0} there', formatCount(count)),
    },
    {
      whose: 'server' as const,
      label: l10n.t('A server'),
      detail: l10n.t('Any OpenAI-compatible server, yours or a provider’s'),
    },
  ];
  return (asked) =>
    pick(
      {
        ...asked,
        placeholder: l10n.t('Who evolves and judges?'),
        items: count === 0 ? items.reverse() : items,
        active: ({ whose }) => whose === draft.kind,
      },
      ({ whose }) => {
        if (whose !== draft.kind) {
          draft.seeds = DEFAULT_SEEDS[whose];
          draft.mostRequests = DEFAULT_MOST_REQUESTS[whose];
        }
        draft.kind = whose;
      },
    );
}

function askModelOf(draft: AnnotateDraft, answers: AnnotateAnswers): Question {
  const note = (model: string): void => {
    draft.model = model;
    draft.rankModel = model;
  };
  const placeholder = l10n.t('Which model?');
  if (draft.kind === 'server') {
    return (asked) =>
      askModel(asked, { ask: placeholder, likely: /chat|instruct|gpt/i }, draft.baseUrl, answers.servers, note);
  }
  const items = answers.editorModels.map(({ name, label, vendor }) => ({
    name,
    label: plainLabel(label),
    description: plainLabel(vendor),
  }));
  const active = ({ name }: { readonly name: string }): boolean => name === draft.model;
  return (asked) => pick({ ...asked, placeholder, items, active }, ({ name }) => note(name));
}

function askDimension(draft: AnnotateDraft): Question {
  const items: readonly (vscode.QuickPickItem & Pick<AnnotateDraft, 'dimension'>)[] = [
    { dimension: 'both', label: l10n.t('Complexity and quality'), detail: l10n.t('What a selection needs') },
    { dimension: 'complexity', label: l10n.t('Complexity'), detail: l10n.t('Instructions become harder') },
    { dimension: 'quality', label: l10n.t('Quality'), detail: l10n.t('Responses become better') },
  ];
  const active = ({ dimension }: Pick<AnnotateDraft, 'dimension'>): boolean => dimension === draft.dimension;
  return (asked) =>
    pick({ ...asked, placeholder: l10n.t('What is evolved?'), items, active }, ({ dimension }) => {
      draft.dimension = dimension;
    });
}

function askSample(draft: AnnotateDraft, { hasRowsInView }: AnnotateAnswers): Question {
  type Item = vscode.QuickPickItem & Pick<AnnotateDraft, 'sample'>;
  const inView: Item = {
    sample: 'view',
    label: l10n.t('Rows in view'),
    detail: l10n.t('Drawn from what the table’s filters leave'),
  };
  const items: readonly Item[] = [
    { sample: 'random', label: l10n.t('Random'), detail: l10n.t('Drawn from the whole dataset') },
    {
      sample: 'stratified',
      label: l10n.t('Stratified'),
      detail: l10n.t('Each source, language, length and number of turns has its share'),
    },
    ...(hasRowsInView ? [inView] : []),
  ];
  const active = ({ sample }: Item): boolean => sample === draft.sample;
  return (asked) =>
    pick({ ...asked, placeholder: l10n.t('Which rows to start from?'), items, active }, ({ sample }) => {
      draft.sample = sample;
    });
}

function askSeeds(draft: AnnotateDraft): Question {
  const prompt = l10n.t('How many rows to start from. A head learns from 100 or more; 20 show how it goes');
  return (asked) =>
    typeIn({ ...asked, prompt, value: String(draft.seeds), check: notCount }, (text) => (draft.seeds = Number(text)));
}

export interface RunItem extends vscode.QuickPickItem {
  readonly run: RunOverview | null;
}

/** What to go on with. @param nameOf of a run, for people */
export function runItems(runs: readonly RunOverview[], nameOf: (run: RunOverview) => string): RunItem[] {
  const items = runs.map((run): RunItem => {
    const { status, parameters } = run;
    return {
      run,
      label: plainLabel(nameOf(run)),
      description: plainLabel(parameters.model),
      detail: chainsDoneText(status.done, status.chains),
    };
  });
  return [...items, { run: null, label: `$(add) ${l10n.t('Another run')}`, alwaysShow: true }];
}
