import type { Endpoint } from '../model.ts';

/** /health knows alarms, /readyz quorum; the two variants tell what 3.4 does not say. */
const etcdPaths = ['/health', '/livez', '/readyz?verbose', '/health?exclude=NOSPACE', '/health?serializable=true'];

/** What is asked of an endpoint without credentials. Verbose forms give the same status and the list of checks. */
export function anonymousPaths(endpoint: Endpoint, own: readonly string[] | undefined): readonly string[] {
  if (own !== undefined) return own;
  switch (endpoint.component) {
    case 'apiserver':
      return ['/livez?verbose', '/readyz?verbose'];
    case 'etcd':
      return endpoint.role === 'metrics' ? etcdPaths : ['/health'];
    case 'kubelet':
      return ['/healthz'];
    case 'kube-proxy':
      return endpoint.role === 'ping' ? ['/healthz'] : ['/healthz', '/livez'];
    case 'coredns':
      return ['/health', '/ready'];
    case 'runtime':
    case 'node':
      return [];
    default:
      return ['/livez', '/readyz', '/healthz?verbose'];
  }
}

/** What is asked with a client certificate at once, because nothing else would answer. */
export function credentialPaths({ component, role }: Endpoint): readonly string[] {
  if (component === 'etcd') return role === 'metrics' ? [] : etcdPaths;
  return component === 'kubelet' && role === undefined ? ['/healthz?verbose'] : [];
}
