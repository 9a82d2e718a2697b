/**
 * Every command that package.json contributes; a test compares both. Handlers are registered as
 * `Record<ContributedCommand, …>`, so that the compiler refuses a command without one.
 */
export const COMMANDS = {
  openDataset: 'deita.openDataset',
  openSample: 'deita.openSample',
  openAsPool: 'deita.openAsPool',
  openFromHub: 'deita.openFromHub',
  setHubToken: 'deita.setHubToken',
  openAsText: 'deita.openAsText',
  select: 'deita.select',
  chooseStrategy: 'deita.chooseStrategy',
  addSignal: 'deita.addSignal',
  cancel: 'deita.cancel',
  export: 'deita.export',
  saveRecipe: 'deita.saveRecipe',
  keepRun: 'deita.keepRun',
  prepareTraining: 'deita.prepareTraining',
  prepareDpoPairs: 'deita.prepareDpoPairs',
  evaluate: 'deita.evaluate',
  chooseTokenizer: 'deita.chooseTokenizer',
  compareRuns: 'deita.compareRuns',
  findNearDuplicates: 'deita.findNearDuplicates',
  keepBest: 'deita.keepBest',
  tellRowApart: 'deita.tellRowApart',
  jumpToNearDuplicate: 'deita.jumpToNearDuplicate',
  compareInDiffEditor: 'deita.compareInDiffEditor',
  goBack: 'deita.goBack',
  nextSelectedRow: 'deita.nextSelectedRow',
  previousSelectedRow: 'deita.previousSelectedRow',
  copyRows: 'deita.copyRows',
  keepRows: 'deita.keepRows',
  dropRows: 'deita.dropRows',
  noteRows: 'deita.noteRows',
  tagRows: 'deita.tagRows',
  undoDecision: 'deita.undoDecision',
  redoDecision: 'deita.redoDecision',
  applyEdits: 'deita.applyEdits',
  showRowDetails: 'deita.showRowDetails',
  calibrateThreshold: 'deita.calibrateThreshold',
  inspectRun: 'deita.inspectEvolRun',
  annotate: 'deita.annotate',
  trainScorer: 'deita.trainScorer',
  distilScorer: 'deita.distilScorer',
  compareAnswers: 'deita.compareAnswers',
  showExperiments: 'deita.showExperiments',
  compareScorers: 'deita.compareScorers',
  downloadModel: 'deita.downloadModel',
  chooseScorer: 'deita.chooseScorer',
  chooseEmbedder: 'deita.chooseEmbedder',
  connectScorer: 'deita.connectScorer',
  forgetApiKey: 'deita.forgetApiKey',
  showModelCard: 'deita.showModelCard',
  clearCache: 'deita.clearCache',
  showLog: 'deita.showLog',
} as const;

export type ContributedCommand = (typeof COMMANDS)[keyof typeof COMMANDS];

/** Commands for links, tree items and pages, which make no sense in the palette. */
export const INTERNAL_COMMANDS = {
  revealRow: 'deita.internal.revealRow',
  openSettings: 'deita.internal.openSettings',
  datasetActions: 'deita.internal.datasetActions',
  showJobs: 'deita.internal.showJobs',
} as const;

export type InternalCommand = (typeof INTERNAL_COMMANDS)[keyof typeof INTERNAL_COMMANDS];
