import type { FileFact } from '../observations.ts';
import type { HostReader } from '../reader.ts';
import type { Layout } from './layout.ts';
import type { Component } from './manifests.ts';

/** etcd's data on the host. */
export interface EtcdFiles {
  /** Data directory on the host. */
  readonly path: string;
  readonly directory: FileFact;
  readonly member: FileFact;
  readonly database: FileFact;
  readonly wal: FileFact;
  readonly walNames: readonly string[];
  readonly snapNames: readonly string[];
}

/** Follows --data-dir through its mount. */
export function etcdOf(reader: HostReader, components: readonly Component[], layout: Layout): EtcdFiles {
  const etcd = components.find(({ program }) => program === 'etcd');
  const inside = etcd?.value('data-dir') ?? layout.etcdData;
  const mount = etcd?.container.mounts.find(
    ({ mountPath }) => inside === mountPath || inside.startsWith(`${mountPath}/`),
  );
  const volume = etcd?.pod?.volumes.find(({ name }) => name === mount?.volume)?.hostPath;
  const path =
    volume === undefined || mount === undefined
      ? etcd === undefined
        ? layout.etcdData
        : inside
      : `${volume}${inside.slice(mount.mountPath.length)}`;
  reader.stat('/var/lib/etcd/member');
  return {
    path,
    directory: reader.stat(path),
    member: reader.stat(`${path}/member`),
    database: reader.stat(`${path}/member/snap/db`),
    wal: reader.stat(`${path}/member/wal`),
    walNames: reader.list(`${path}/member/wal`).names,
    snapNames: reader.list(`${path}/member/snap`).names,
  };
}
