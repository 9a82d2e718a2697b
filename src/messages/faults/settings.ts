import type { FaultText } from '../text';

const AS_DOCUMENTED = 'Give it as the server documents it, such as http://localhost:8000/v1, and the key on its own.';

/** Of settings and options that a run cannot go by; `setting` is called as people know it. */
export const SETTING_FAULTS = {
  unknownKind: { code: 'usage', message: 'The setting {setting} is "{value}", which names no {role}.' },
  noneOfItsValues: { code: 'usage', message: 'The setting {setting} holds none of its values.' },
  serverSettingEmpty: {
    code: 'usage',
    message: 'The setting {setting} is empty.',
    hint: 'DEITA: Connect Scorer… asks for it and checks the server.',
  },
  settingEmpty: {
    code: 'usage',
    message: 'The setting {setting} is empty.',
    hint: 'Set it, or choose another scorer or embedder.',
  },
  budgetUnusable: { code: 'usage', message: 'The setting {setting} is "{text}": it has to be {expected}.' },
  fieldsUnusable: { code: 'usage', message: 'The setting {setting} cannot be used: {reason}.' },
  badBaseUrl: {
    code: 'usage',
    message: "{setting}: The server's base URL {reason}.",
    hint: AS_DOCUMENTED,
  },
  serverBaseUrl: {
    code: 'usage',
    message: "The server's base URL {reason}.",
    hint: AS_DOCUMENTED,
  },
  toolbarBudget: {
    code: 'usage',
    message: 'The budget in the table\'s toolbar is "{text}": it has to be {expected}.',
  },
  toolbarThreshold: {
    code: 'usage',
    message: 'The threshold in the table\'s toolbar is "{text}": it has to be {expected}.',
  },
  noFieldPath: { code: 'usage', message: '{option} needs field:PATH, not "{text}".' },
  secondJudge: {
    code: 'usage',
    message: 'Direct scoring asks one model for both scores, but {setting} names another.',
    hint: 'Name the model and its server for complexity alone.',
  },
  jobNeedsCache: {
    code: 'jobRunning',
    message: 'A job is running and needs the cache.',
    hint: 'Wait for it to end or cancel it.',
  },
  jobRunningAlready: { code: 'jobRunning', message: 'A job is running already.', hint: 'Cancel it first.' },
  notOnDisk: { code: 'fileUnreadable', message: 'DEITA reads datasets from disk.', hint: 'Save the file first.' },
  saveFirst: { code: 'usage', message: 'Save the file first: DEITA reads datasets from disk.' },
  unknownMethod: { code: 'usage', message: 'The page asked for an unknown method.' },
  failed: { code: 'internal', message: 'DEITA failed: {reason}' },
} as const satisfies Readonly<Record<string, FaultText>>;
