import type { EtcdSettings } from '../etcd/settings.ts';
import { componentNamed, type HostModel } from '../model/model.ts';
import type { FixHost } from './fixes-for.ts';

/** What fixes need to know of the host that was looked at. */
export function fixHostOf(model: HostModel): FixHost {
  const etcd = etcdSettingsOf(model);
  const { hostname } = model.node;
  const authorities = model.pki.flatMap(({ path, fact }) =>
    path.endsWith('.key') && fact.key?.status === 'key' ? [path.replace(/\.key$/, '')] : [],
  );
  const hasAdmin = model.kubeconfigs.some(
    ({ path, fact }) => path === '/etc/kubernetes/admin.conf' && fact.status === 'present',
  );
  return {
    authorities,
    hasAdmin,
    ...(hostname === undefined ? {} : { name: hostname }),
    ...(etcd === undefined ? {} : { etcd }),
  };
}

/** This member's own flags; undefined where no static pod runs etcd, or one of them is missing. */
function etcdSettingsOf(model: HostModel): EtcdSettings | undefined {
  const etcd = componentNamed(model, 'etcd');
  if (etcd === undefined) return undefined;
  const first = (flag: string): string => etcd.value(flag)?.split(',')[0] ?? '';
  const settings: EtcdSettings = {
    endpoint: first('listen-client-urls'),
    trustedCa: first('trusted-ca-file'),
    certificate: first('cert-file'),
    key: first('key-file'),
    name: first('name'),
    initialCluster: etcd.value('initial-cluster') ?? '',
    advertisePeerUrls: etcd.value('initial-advertise-peer-urls') ?? '',
    dataDir: model.etcd.path,
    manifest: etcd.path,
  };
  return Object.values(settings).includes('') ? undefined : settings;
}
