import { unreadableInput } from '../../core/errors.ts';
import { shellWord } from '../../core/quote.ts';
import type { Access } from '../access.ts';
import type { LeanPod } from '../objects/collection.ts';
import { ObjectReader, type ObjectReading } from '../objects/reader.ts';
import { type Answer, listAll } from './list.ts';
import { type LiveHost, type LiveOptions, wayIn } from './way-in.ts';

/** How a connection is verified and what is sent over it. */
interface Trust {
  readonly verified: true;
  readonly ca?: string;
  readonly servername?: string;
  readonly client?: { readonly certificate: string; readonly key: string };
  readonly token?: string;
  readonly impersonation?: readonly (readonly [string, string])[];
}

/** Sends GETs; what `ports.probes` gives. */
interface Session {
  http(request: {
    readonly url: string;
    readonly trust: Trust;
    readonly deadlineMs: number;
    readonly maxBytes: number;
    readonly reuse: boolean;
  }): Promise<Answer>;
  close(): void;
}

/** Milliseconds of one page; the API server ends a list after a minute itself. */
const deadlineMs = 60_000;
/** A page of 500 pods has some 5 MB, of 500 nodes with their images some 20 MB. */
const maxBytes = 128 << 20;

const instead = (namespace: string | undefined): string =>
  `read what kubectl prints instead: diag collect k8s-objects prints the command${namespace === undefined ? '' : ` (with -n ${shellWord(namespace)} in place of -A)`}`;

/** Reads the objects of a cluster through its API, by GET alone. Throws where there is no way in. */
export async function readLive(
  options: LiveOptions & { readonly namespace?: string },
  host: LiveHost,
  session: Session,
  progress: (text: string) => void,
  lean?: LeanPod,
): Promise<ObjectReading> {
  const { namespace } = options;
  const way = wayIn(options, host);
  if ('problem' in way) throw unreadableInput(`--live: ${way.problem}`, instead(namespace));
  const { ca, serverName, certificate, key, token, impersonation } = way.access;
  const server = `${way.access.server}${way.access.basePath ?? ''}`;
  const trust: Trust = {
    verified: true,
    ...(ca === undefined ? {} : { ca }),
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(certificate === undefined || key === undefined ? {} : { client: { certificate, key } }),
    ...(token === undefined ? {} : { token }),
    ...(impersonation === undefined ? {} : { impersonation }),
  };
  const get = (path: string): Promise<Answer> =>
    session.http({ url: `${server}${path}`, trust, deadlineMs, maxBytes, reuse: true });
  try {
    refuseOthers(await get('/version'), server, way.access);
    progress(`reading ${server}`);
    const reader = new ObjectReader(server, lean);
    const gaps = await listAll(get, server, namespace, (page) => {
      reader.push(Buffer.from(`${page.trimEnd()}\n`), false);
    });
    const reading = reader.end('utf-8');
    return { ...reading, gaps: [...reading.gaps, ...gaps] };
  } finally {
    session.close();
  }
}

/** Goes on only with an API server; one that keeps its version to itself (403) may still list. */
function refuseOthers({ status, body = '', error }: Answer, server: string, { source }: Access): void {
  // Several files are in KUBECONFIG, so kubectl takes them by itself.
  const config = source === 'service account' || source.includes(':') ? '' : ` --kubeconfig ${shellWord(source)}`;
  if (status === undefined)
    throw unreadableInput(
      `--live: ${server} (${source}) does not answer: ${error?.message ?? 'no answer'}`,
      'diag k8s-health tells why',
    );
  if (status === 401)
    throw unreadableInput(
      `--live: ${server} refuses the credential of ${source} (401)`,
      `kubectl${config} auth whoami`,
    );
  const head = body.slice(0, 4000);
  if (status === 200 && /"gitVersion":\s?"v\d/.test(head)) return;
  if (status === 403 && /"kind":\s?"Status"/.test(head)) return;
  throw unreadableInput(
    `--live: no API server at ${server} (${source}): /version ${status === 200 ? 'tells no version of Kubernetes' : `is answered with status ${status}`}`,
    `kubectl${config} config view --minify shows the server that it names`,
  );
}
