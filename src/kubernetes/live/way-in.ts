import { type Access, nodeFiles, readAccess, serviceAccount, whyNowhere } from '../access.ts';
import type { TextAt } from '../kubeconfig-set.ts';

/** What is asked for on the command line. */
export interface LiveOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Files of this machine and what this shell says of them; what `ports.host` gives. */
export interface LiveHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of a path from the root; `absent`, `denied` and the like where there is no text. */
  read(path: string): { readonly status: string; readonly text?: string };
  stat(path: string): { readonly status: string; readonly stat?: { readonly identity: string } };
}

/** A way into a cluster whose credential may be sent, or why there is none. */
export type WayIn = { readonly access: Access } | Problem;

interface Problem {
  readonly problem: string;
}

/** The kubeconfig that kubectl would take, the service account of this pod, or the node's own file. */
export function wayIn({ kubeconfig, context }: LiveOptions, host: LiveHost): WayIn {
  const textAt: TextAt = (path) => host.read(path).text;
  const place = kubeconfig === undefined ? usual(host, textAt) : existing([kubeconfig], host);
  if (place === undefined) return { problem: `${kubeconfig ?? 'a kubeconfig'} does not exist` };
  if ('problem' in place) return place;
  if ('access' in place) return judged(place.access);
  const { paths } = place;
  const wish = { asked: context, option: '--context' };
  const access = readAccess(textAt, paths, wish);
  return access === undefined
    ? { problem: whyNowhere(textAt, paths, wish) ?? `${paths.join(':')} leads to no server` }
    : judged(access);
}

interface Place {
  readonly paths: readonly string[];
}

/** In the order of kubectl; what it does not look for, a node's own file, comes last. */
function usual(host: LiveHost, textAt: TextAt): Place | WayIn {
  const { HOME: home = '', KUBECONFIG: named = '' } = host.env;
  const ofHome = home === '' ? [] : [`${home}/.kube/config`];
  const place = existing(named === '' ? ofHome : named.split(':'), host);
  if (place !== undefined) return place;
  const access = serviceAccount(host.env, textAt);
  if (access?.token !== undefined) return { access };
  if (named !== '') return { problem: `no file of KUBECONFIG exists (${named})` };
  const path = nodeFiles.find((one) => textAt(one) !== undefined);
  return path === undefined ? { problem: 'no kubeconfig can be read here' } : { paths: [path] };
}

/** kubectl passes over files that do not exist, over none that it may not read. */
function existing(names: readonly string[], host: LiveHost): Place | Problem | undefined {
  const paths = new Set<string>();
  for (const name of names.filter(Boolean)) {
    const path = absolute(name, host);
    if (path === undefined) return { problem: `${name} is relative to a folder that cannot be told here` };
    const { status } = host.read(path);
    if (status !== 'text' && status !== 'absent') return { problem: `${path} cannot be read (${status})` };
    if (status === 'text') paths.add(path);
  }
  return paths.size === 0 ? undefined : { paths: [...paths] };
}

/** A path from the root; none where the shell's folder is not known to be that of this process. */
function absolute(path: string, host: LiveHost): string | undefined {
  if (path.startsWith('/')) return path;
  const folder = host.env['PWD'];
  if (!folder?.startsWith('/')) return undefined;
  // Where a program is started in another folder, as by env -C, PWD stays that of the shell.
  const own = host.stat('/proc/self/cwd').stat;
  if (own !== undefined && own.identity !== host.stat(folder).stat?.identity) return undefined;
  return `${folder}/${path}`.replace(/\/(?:\.\/)+/g, '/');
}

/** A credential goes to the host it belongs to, over TLS that is verified; no program is run for one. */
function judged(access: Access): WayIn {
  const { source, server, insecure, caProblem, proxy, plugin, token, certificate, key, credentialProblem } = access;
  if (!server.startsWith('https:')) return { problem: `${source}: ${server} is no https, so no credential is sent` };
  if (insecure)
    return { problem: `${source} does not verify its server (insecure-skip-tls-verify): no credential is sent` };
  if (caProblem !== undefined) return { problem: `${source}: ${caProblem}, so no credential is sent` };
  if (proxy !== undefined) return { problem: `${source} goes through a proxy (proxy-url), which diag does not` };
  if (credentialProblem !== undefined)
    return { problem: `${source}: ${credentialProblem}, so kubectl would not ask either` };
  if (token !== undefined || (certificate !== undefined && key !== undefined)) return { access };
  return {
    problem:
      plugin === undefined
        ? `${source} has no credential that can be read`
        : `${source} gets its credential from the program ${plugin}, which diag never runs`,
  };
}
