import type { InputCoverage } from '../../core/coverage.ts';
import { unreadableInput, unrecognizedInput, usageError } from '../../core/errors.ts';
import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import { parseAddress } from './address/address.ts';
import type { Capture } from './capture/capture.ts';
import { coverageOf } from './capture/coverage.ts';
import { magic, readStream } from './capture/stream.ts';
import { readLive } from './live.ts';
import type { NetObservations, Questions } from './observations.ts';
import type { NetOptions } from './options.ts';
import { hasSession } from './session/is-session.ts';
import { coverageOfSession, readSession } from './session/read.ts';
import type { GivenSession } from './session/session.ts';

/** Reads what was given, or this machine where nothing was. */
export async function observe(ports: Ports, options: NetOptions): Promise<NetObservations> {
  const { name, port } = options.to ?? {};
  if (name !== undefined && port === undefined && parseAddress(name) === undefined && ports.isFile(name))
    throw usageError(
      `net-path ${name}: a file, where an address or a name is to be`,
      `what tools printed: diag triage ${name}; a capture stands behind FROM and TO: diag net-path host 10.0.2.5:80 ${name}`,
    );
  const texts: GivenText[] = [];
  for (const source of ports.sources) texts.push({ name: source.name, ...(await wholeText(ports, source)) });
  const asked = options.queries === undefined ? undefined : texts.shift();
  if (asked !== undefined && asked.text.trim() === '')
    throw unrecognizedInput(`--queries ${asked.name}: no question`, 'a line is FROM TO [--iif DEV] [--mark N]');
  const questions: Questions | undefined = asked && { source: asked.name, lines: asked.text.split('\n') };
  const given = texts.map(readGiven);
  const inputs: InputCoverage[] = given.map(({ input }) => input);
  const sessions = given.flatMap(({ session }) => session ?? []);
  let capture: Capture = { namespaces: given.flatMap(({ namespaces }) => namespaces) };
  const live = texts.length === 0;
  if (live) {
    const seen = await readLive(await ports.network(), options);
    capture = seen.capture;
    inputs.push(seen.coverage);
  }
  return {
    inputs,
    capture,
    live,
    ...(sessions.length === 0 ? {} : { sessions }),
    ...(questions === undefined ? {} : { questions }),
  };
}

interface GivenText {
  readonly name: string;
  readonly text: string;
  readonly encoding: string;
}

interface Given {
  readonly input: InputCoverage;
  readonly namespaces: Capture['namespaces'];
  readonly session?: GivenSession;
}

/** A stream of the collector, or what tools said at a terminal. Throws an input error for anything else. */
function readGiven({ name, text, encoding }: GivenText): Given {
  if (!text.includes(magic)) {
    const session = readSession(text);
    // Who names this module asks about the network: `kubectl exec` in front of `nc` changes nothing.
    if (hasSession(session))
      return {
        input: { ...coverageOfSession(session), source: name, encoding },
        namespaces: [],
        session: { ...session, source: name },
      };
    throw unrecognizedInput(
      `${name}: ${text.trim() === '' ? 'empty' : "no capture of a host's network, and nothing that network tools print"}`,
      'diag collect net-path --sh prints what collects one',
    );
  }
  const reading = readStream(text, name);
  if (!reading.whole) throw unreadableInput(`${name}: the collector's stream ends early`, 'run the collector again');
  const { namespaces } = reading.capture;
  const answers = coverageOf(namespaces);
  const first = [reading.unknown[0], answers.firstNotUnderstood]
    .filter((one) => one !== undefined)
    .toSorted((a, b) => a.line - b.line)[0];
  const input: InputCoverage = {
    source: name,
    format: 'net-path',
    encoding,
    ...answers,
    lines: reading.framing + answers.lines,
    understood: reading.framing - reading.unknown.length + answers.understood,
    ...(first === undefined ? {} : { firstNotUnderstood: first }),
    timeZone: { name: 'unknown', provenance: 'unknown' },
  };
  return { input, namespaces };
}

async function wholeText(ports: Ports, source: Source): Promise<{ text: string; encoding: string }> {
  const text = ports.text(source);
  const parts: string[] = [];
  for await (const { lines } of text.lines()) if (lines.length > 0) parts.push(lines.join('\n'));
  return { text: parts.join('\n'), encoding: text.encoding };
}
