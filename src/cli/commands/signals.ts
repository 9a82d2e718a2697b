import path from 'node:path';
import type { PoolSignal } from '../../protocol/poolSignals';
import { signalModels } from '../../protocol/signalSupply';
import { isScored, modelSignal, RANKING_SIGNALS, signalDescriptor, signalNamed } from '../../protocol/signals';
import { formatCount } from '../../wording/numbers';
import type { Command } from '../command';
import { prepareServers } from '../costCheck';
import { flagsOfUnneeded, noteUnused, selectionModels } from '../modelChoices';
import { SCORER_OPTIONS } from '../modelOptions';
import { EDITS_OPTION, TOKENIZER_OPTION } from '../selectionOptions';
import { flagsWithoutSignal, SIGNAL_OPTIONS, signalServerFlags, signalSupply } from '../signalOptions';
import { textOption, textOptions } from '../values';
import { openDataset } from './openDataset';

/** What needs no model. */
const PLAIN_SIGNALS = RANKING_SIGNALS.map((id) => signalDescriptor(id).name).filter(
  (name) => !isScored(signalNamed(name)) && modelSignal(signalNamed(name)) === undefined,
);
const WIDEST_NAME = 28;

export const signals: Command = {
  name: 'signals',
  summary: 'Tells what rows can be ranked, conditioned and capped by, and its values',
  takesPool: true,
  options: {
    add: {
      type: 'string',
      multiple: true,
      placeholder: 'NAME',
      help: 'a signal beside those that need no model: evol, complexity,\nquality, perplexity, ifd, tags, direct-complexity,\ndirect-quality, instruction-nodes, or field:PATH; may be\ngiven several times',
    },
    rows: { type: 'boolean', help: 'with --json: the values of every row, too' },
    decisions: EDITS_OPTION,
    tokenizer: TOKENIZER_OPTION,
    ...SIGNAL_OPTIONS,
    ...SCORER_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const added = textOptions(values, 'add').map((name) => signalNamed(name));
    const supply = signalSupply(values);
    const needed = { scorer: added.some(isScored), embedder: false };
    const { scorer } = selectionModels(session, needed, signalServerFlags(supply));
    const { uses, direct } = signalModels(added, supply);
    noteUnused(session, [
      ...flagsWithoutSignal(values, added),
      ...flagsOfUnneeded(values, needed, signalServerFlags(supply)),
    ]);
    const tokenizer = textOption(values, 'tokenizer');
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
        ...(tokenizer === undefined ? {} : { tokenizer: path.resolve(tokenizer) }),
        ...(scorer === undefined ? {} : { scorer }),
      },
      call,
    );
    return { document, text: document.signals.map(describe).join('\n') };
  },
};

function describe({ name, kind, origin, rowsWithValue, range, mostFrequent = [] }: PoolSignal): string {
  const head = `${name.padEnd(WIDEST_NAME)}  ${kind.padEnd(8)}  ${formatCount(rowsWithValue).padStart(11)} rows  ${origin}`;
  if (range !== undefined) {
    const [min, mean, max] = [range.min, range.mean, range.max].map((value) => Number(value.toPrecision(4)));
    return `${head}  ${min} to ${max}, mean ${mean}`;
  }
  const values = mostFrequent.slice(0, 5).map(({ value, rows }) => `${value} (${formatCount(rows)})`);
  return values.length === 0 ? head : `${head}  ${values.join(', ')}`;
}
