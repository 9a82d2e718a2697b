import { signalModels } from '../../protocol/signalSupply';
import { isScored, modelSignal, RANKING_SIGNALS, signalDescriptor, signalNamed } from '../../protocol/signals';
import { addedSignals } from '../addedSignals';
import type { Command } from '../command';
import { prepareServers } from '../costCheck';
import { flagsOfUnneeded, noteUnused, selectionModels } from '../modelChoices';
import { SCORER_OPTIONS } from '../modelOptions';
import { EDITS_OPTION, TOKENIZER_OPTION, tokenizerOption } from '../selectionOptions';
import { flagsWithoutSignal, SIGNAL_OPTIONS, signalServerFlags, signalSupply } from '../signalOptions';
import { describeSignal } from '../signalText';
import { openDataset } from './openDataset';

/** What needs no model. */
const PLAIN_SIGNALS = RANKING_SIGNALS.map((id) => signalDescriptor(id).name).filter(
  (name) => !isScored(signalNamed(name)) && modelSignal(signalNamed(name)) === undefined,
);

export const signals: Command = {
  name: 'signals',
  summary: 'Tells what rows can be ranked, conditioned and capped by, and its values',
  takesPool: true,
  options: {
    add: {
      type: 'string',
      multiple: true,
      placeholder: 'NAME',
      help: 'a signal beside those that need no model: evol, complexity,\nquality, perplexity, ifd, tags, direct-complexity,\ndirect-quality, rating-expectation, instruction-nodes, or\nfield:PATH; may be given several times',
    },
    rows: { type: 'boolean', help: 'with --json: the values of every row, too' },
    decisions: EDITS_OPTION,
    tokenizer: TOKENIZER_OPTION,
    ...SIGNAL_OPTIONS,
    ...SCORER_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const added = addedSignals(values);
    const supply = signalSupply(values);
    const needed = { scorer: added.some(isScored), embedder: false };
    const { scorer } = selectionModels(session, needed, signalServerFlags(supply));
    const { uses, direct } = signalModels(added, supply);
    noteUnused(session, [
      ...flagsWithoutSignal(values, added),
      ...flagsOfUnneeded(values, needed, signalServerFlags(supply)),
    ]);
    const { datasetId } = await openDataset(session);
    await prepareServers(
      session,
      datasetId,
      { ...(scorer === undefined ? {} : { scorer }), signals: uses },
      ...(direct === undefined ? [] : [{ scorer: direct }]),
    );
    const document = await engine().request(
      'dataset/signals',
      {
        datasetId,
        names: [...PLAIN_SIGNALS, ...added.map(({ name }) => name)],
        rows: values.rows === true,
        ...supply,
        ...tokenizerOption(values),
        ...(scorer === undefined ? {} : { scorer }),
      },
      call,
    );
    return { document, text: document.signals.map(describeSignal).join('\n') };
  },
};
