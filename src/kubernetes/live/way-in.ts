import { type Access, nodeFiles, readAccess, serviceAccount, type TextAt, whyNowhere } from '../access.ts';

/** What is asked for on the command line. */
export interface LiveOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Where a kubeconfig may be, and what this shell says of it. */
export interface LiveHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly textAt: TextAt;
}

/** Files of this machine; what `ports.host` gives. */
interface Files {
  readonly env: LiveHost['env'];
  read(path: string): { readonly status: string; readonly text?: string };
}

/** Reads through a host; a path without a root is of this shell's folder. */
export const liveHost = (files: Files): LiveHost => ({
  env: files.env,
  textAt: (path) => files.read(path.startsWith('/') ? path : `${files.env['PWD'] ?? ''}/${path}`).text,
});

/** A way into a cluster whose credential may be sent, or why there is none. */
export type WayIn = { readonly access: Access } | { readonly problem: string };

/** The kubeconfig that kubectl would take, the node's own, or the service account of this pod. */
export function wayIn({ kubeconfig, context }: LiveOptions, { env, textAt }: LiveHost): WayIn {
  const paths = kubeconfig === undefined ? usualPaths(env) : [kubeconfig];
  const path = paths.find((one) => textAt(one) !== undefined);
  if (path === undefined) {
    const account = kubeconfig === undefined ? serviceAccount(env, textAt) : undefined;
    if (account !== undefined) return judged(account);
    return { problem: kubeconfig === undefined ? 'no kubeconfig can be read here' : `${kubeconfig} cannot be read` };
  }
  const access = readAccess(textAt, path, context);
  return access === undefined
    ? { problem: whyNowhere(textAt, path, context) ?? `${path} leads to no server` }
    : judged(access);
}

function usualPaths(env: LiveHost['env']): readonly string[] {
  const shell = (env['KUBECONFIG'] ?? '').split(':').filter((path) => path.startsWith('/'));
  return shell.length > 0 ? shell : [`${env['HOME'] ?? '/root'}/.kube/config`, ...nodeFiles];
}

/** A credential goes to the host it belongs to, over TLS that is verified; no program is run for one. */
function judged(access: Access): WayIn {
  const { source, server, insecure, proxy, plugin, token, certificate, key } = access;
  if (!server.startsWith('https:')) return { problem: `${source}: ${server} is no https, so no credential is sent` };
  if (insecure)
    return { problem: `${source} does not verify its server (insecure-skip-tls-verify): no credential is sent` };
  if (proxy !== undefined) return { problem: `${source} goes through a proxy (proxy-url), which diag does not` };
  if (token !== undefined || (certificate !== undefined && key !== undefined)) return { access };
  return {
    problem:
      plugin === undefined
        ? `${source} has no credential that can be read`
        : `${source} gets its credential from the program ${plugin}, which diag never runs`,
  };
}
