import { serversOf, type RunModels } from '../choices/runModels';
import type { ScorerChoice } from '../choices/scorers';
import type { PoolSignal, PoolSignalsRequest } from '../protocol/poolSignals';
import { isScored, signalNamed, type SignalRef } from '../protocol/signals';
import { signalModels, signalSupplyOf, type SignalSupply } from '../protocol/signalSupply';
import type { OptionValues, Session } from './command';
import { scorerOption, type OptionSession } from './modelChoices';
import type { Option } from './option';
import { signalServerFlags } from './signalOptions';
import { textOptions } from './values';

const ADD_NAME = 'add';

/** Which signals go into what is written, beside what is there of every row anyway. */
export const ADD_OPTION: Option = {
  type: 'string',
  multiple: true,
  placeholder: 'NAME',
  help: 'a signal that the report has of every row, too, such as\ntotal-length or field:PATH; may be given several times',
};

/** Likewise, of what writes the rows themselves. */
export const ADD_TO_ROWS_OPTION: Option = {
  ...ADD_OPTION,
  help: 'a signal that the rows of --output have, too, under\ndeita_signals, such as total-length or field:PATH; may be\ngiven several times',
};

/** @throws DeitaError `usage` */
export function addedSignals(values: OptionValues): readonly SignalRef[] {
  return textOptions(values, ADD_NAME).map((name) => signalNamed(name));
}

/** What signals are made by, as it was given for the command itself. */
export interface GivenSupply extends SignalSupply {
  readonly scorer?: ScorerChoice;
  readonly tokenizer?: string;
}

/** Signals that are shown of every row besides, and the models that are asked for them alone. */
export interface Addition {
  readonly request: PoolSignalsRequest;
  readonly models: readonly RunModels[];
}

/**
 * What is added; undefined = nothing. A scorer is read for it where the command itself has none.
 * @throws DeitaError `usage`, where a model is needed that is not given, too
 */
export function addition(session: OptionSession, given: GivenSupply): Addition | undefined {
  const signals = addedSignals(session.values);
  if (signals.length === 0) return undefined;
  const { uses, direct } = signalModels(signals, given);
  const needsOwn = given.scorer === undefined && signals.some(isScored);
  const own: Pick<GivenSupply, 'scorer'> = needsOwn ? { scorer: scorerOption(session, signalServerFlags(given)) } : {};
  const { tokenizer, scorer = own.scorer } = given;
  const models: readonly RunModels[] = [own, { signals: uses }, direct === undefined ? {} : { scorer: direct }];
  return {
    request: {
      ...{ names: signals.map(({ name }) => name), rows: false, add: true },
      ...signalSupplyOf(given),
      ...(scorer === undefined ? {} : { scorer }),
      ...(tokenizer === undefined ? {} : { tokenizer }),
    },
    models: models.filter((each) => serversOf(each).length > 0),
  };
}

/** Adds what is asked for to an open dataset: reports and exports with scores have it from then on. */
export async function addSignals(
  { engine, call }: Session,
  datasetId: string,
  added: Addition | undefined,
): Promise<readonly PoolSignal[]> {
  if (added === undefined) return [];
  return (await engine().request('dataset/signals', { datasetId, ...added.request }, call)).signals;
}
