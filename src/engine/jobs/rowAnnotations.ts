import { SIGNAL_IDS, signalDescriptor, TURN_SIGNALS } from '../../protocol/signals';
import type { RowMarks } from '../../protocol/decisions';
import type { PoolResults } from '../results/poolResults';
import type { RowFacts } from '../rows/rowFacts';
import type { AddedSignals } from '../signals/addedSignals';
import { isTurnSignal, signalValues, turnValues } from '../signals/pooledSignals';

/**
 * The keys that a row gets in an export with scores, named as the reference toolkit names them: those of turns, those
 * of the row, its status, what is decided about it by hand. None for a bad row.
 */
export function rowAnnotations(
  results: PoolResults,
  facts: RowFacts,
  decidedOf: (row: number) => RowMarks | undefined,
  added: Pick<AddedSignals, 'valuesOf'>,
) {
  const { scores, selection } = results;
  const rowSignals = SIGNAL_IDS.filter((id) => !isTurnSignal(id)).map((id) => ({
    key: signalDescriptor(id).exportKey,
    valueOf: signalValues(id, results, facts),
  }));
  return (row: number): Readonly<Record<string, unknown>> | undefined => {
    if (scores === null || scores.table.turnCountOf(row) === 0) return undefined;
    const annotations: Record<string, unknown> = {};
    for (const id of TURN_SIGNALS) {
      const key = signalDescriptor(id).exportKey;
      if (key !== undefined) annotations[key] = turnValues(id, results, row);
    }
    for (const { key, valueOf } of rowSignals) if (key !== undefined) annotations[key] = orNull(valueOf(row));
    const status = selection?.statusOf(row);
    if (status !== undefined) annotations['deita_status'] = status;
    const values = added.valuesOf(row);
    return {
      ...annotations,
      ...(values === undefined ? {} : { deita_signals: values }),
      ...decisionKeys(decidedOf(row)),
    };
  };
}

function decisionKeys({ verdict, note, tags }: RowMarks = {}): Readonly<Record<string, unknown>> {
  return {
    ...(verdict === undefined ? {} : { deita_decision: verdict }),
    ...(note === undefined ? {} : { deita_note: note }),
    ...(tags === undefined ? {} : { deita_tags: tags }),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
