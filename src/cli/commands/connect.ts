import { PRESET } from '../../choices/scorers/server';
import { rows as countedRows, turns as countedTurns } from '../../wording/counts';
import { formatEstimate } from '../../wording/numbers';
import { SERVED_ROLES } from '../../choices/servedRole';
import type { ProbeFinding, ProbeReport, ProbeRequest } from '../../protocol/serverProbe';
import type { Command, OptionValues, Session } from '../command';
import { optionOf } from '../modelOptions';
import { giveKeysFor } from '../serverKeys';
import { choiceOption, requiredOption } from '../values';
import { inspectDataset } from './inspect';
import { findingWords } from '../../wording/errorText';

export const connect: Command = {
  name: 'connect',
  summary: 'Finds out whether a served model can score or embed, and how fast',
  argument: 'optional',
  options: {
    [PRESET.flag]: optionOf(PRESET),
    'base-url': { type: 'string', placeholder: 'URL', help: 'its API, such as http://localhost:8000/v1' },
    model: { type: 'string', placeholder: 'NAME', help: 'the model as the server calls it' },
    kind: {
      type: 'string',
      placeholder: 'KIND',
      help: `what the model is for: ${SERVED_ROLES.join(', ')}\n(default: complexity if its name says so, else quality)`,
    },
  },
  async run(session) {
    const request = readRequest(session.values);
    const engine = session.engine();
    await giveKeysFor(session, [request]);
    const report = await engine.request('server/probe', request, { signal: session.call.signal });
    const estimate = await estimateFor(session, request, report);
    return {
      document: {
        ...request,
        ...report,
        findings: report.findings.map(inEnglish),
        ...(estimate === undefined ? {} : { estimate }),
      },
      text: describe(request, report, estimate),
      failed: !report.usable,
    };
  },
};

function readRequest(values: OptionValues): ProbeRequest {
  const required = (name: string): string => requiredOption(values, name, 'deita connect');
  const model = required('model');
  const guessed = /complexity/i.test(model) ? 'complexity' : 'quality';
  const role = values.kind === undefined ? guessed : choiceOption(values, 'kind', SERVED_ROLES);
  const preset = choiceOption(values, PRESET.flag, PRESET.values);
  return { role, preset, baseUrl: required('base-url'), model };
}

interface Estimate {
  readonly rows: number;
  readonly turns: number;
  readonly seconds: number;
}

/** What the model takes for a dataset, if one is named. */
async function estimateFor(
  session: Session,
  { role }: ProbeRequest,
  { textsPerSecond }: ProbeReport,
): Promise<Estimate | undefined> {
  if (session.file === '' || textsPerSecond === null) return undefined;
  const { rows, turns } = await inspectDataset(session);
  return { rows, turns, seconds: (role === 'embedding' ? rows : turns) / textsPerSecond };
}

/** Without codes: what scripts read stays as it is. */
function inEnglish({ check, level, message, remedy }: ProbeFinding): Omit<ProbeFinding, 'said'> {
  return { check, level, message, ...(remedy === undefined ? {} : { remedy }) };
}

const MARKS: Readonly<Record<ProbeFinding['level'], string>> = {
  ok: 'ok      ',
  warning: 'warning ',
  problem: 'PROBLEM ',
};

function describe({ role, model, baseUrl }: ProbeRequest, report: ProbeReport, estimate: Estimate | undefined): string {
  return [
    `${model} on ${baseUrl}, for ${role}:`,
    ...report.findings.flatMap(describeFinding),
    ...(estimate === undefined ? [] : [estimateLine(estimate)]),
    report.usable ? 'It can be used.' : 'It cannot be used like this.',
  ].join('\n');
}

function describeFinding(finding: ProbeFinding): string[] {
  const { message, hint } = findingWords(finding);
  return [`  ${MARKS[finding.level]}${message}`, ...(hint === undefined ? [] : [`          ${hint}`])];
}

function estimateLine({ rows, turns, seconds }: Estimate): string {
  const size = `${countedRows(rows)} with ${countedTurns(turns)}`;
  return `This dataset of ${size} takes this model about ${formatEstimate(seconds * 1000)}.`;
}
