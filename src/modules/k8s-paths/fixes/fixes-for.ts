import { type BashFix, bashFix } from '../../../core/bash/bash-fix.ts';
import { functionsOf } from '../../../core/bash/shell-text.ts';
import type { Finding } from '../../../core/finding.ts';
import type { FixScript } from '../../../core/fix-script.ts';
import etcd from '../etcd/fixes.sh';
import { backupPlan, defragmentPlan, permissionPlan, restorePlan } from '../etcd/fixes.ts';
import type { EtcdSettings } from '../etcd/settings.ts';
import kubeconfigs from '../kubeconfig/fixes.sh';
import { kubeconfigFixes } from '../kubeconfig/fixes.ts';
import kubelet from '../kubelet/fixes.sh';
import { kubeletFixes } from '../kubelet/fixes.ts';
import { kubeletSettingFixes } from '../kubelet/setting-fixes.ts';
import manifests from '../manifests/fixes.sh';
import { manifestFixes } from '../manifests/fixes.ts';
import pods from '../manifests/pods.sh';
import type { PathFacts } from '../path-code.ts';
import certificates from '../pki/fixes.sh';
import { pkiFixes } from '../pki/fixes.ts';
import runtime from '../runtime/fixes.sh';
import { runtimeFixes } from '../runtime/fixes.ts';
import type { FixPlan, FixSite } from './plan.ts';
import text from './text.sh';

/** The host a fix is for. */
export interface FixHost extends FixSite {
  readonly name?: string;
  readonly etcd?: EtcdSettings;
}

const danglingLinks: FixPlan = ({ items }) =>
  items === undefined
    ? undefined
    : {
        id: 'drop-dangling-links',
        title: 'Move the dangling links into the backup',
        applicability: 'safe',
        effect: 'Logs are not touched; nothing restarts.',
        data: { LINKS: items.filter((path) => path.startsWith('/')) },
        steps: `for one in "\${LINKS[@]}"; do drop "$one"; done`,
      };

const fromFacts: Readonly<Record<string, FixPlan>> = {
  ...manifestFixes,
  ...pkiFixes,
  ...kubeconfigFixes,
  ...kubeletFixes,
  ...kubeletSettingFixes,
  ...runtimeFixes,
  'etcd-perm': ({ file }) => permissionPlan({ dataDir: file }),
  'etcd-datadir-mismatch': ({ file, expected }) =>
    expected?.startsWith('/')
      ? {
          id: 'use-mounted-directory',
          title: `Set --data-dir back to ${expected}`,
          applicability: 'review',
          effect: 'etcd restarts on the data that the hostPath holds.',
          data: { FILE: file, DATA_DIR: expected },
          steps: 'edit "$FILE" set_flag --data-dir "$DATA_DIR"',
        }
      : undefined,
  'log-dangling-symlink': danglingLinks,
};

/** Fixes made from etcd's own settings; the first is the recommended one. */
const fromEtcd: Readonly<Record<string, readonly ((etcd: EtcdSettings) => Omit<BashFix, 'code' | 'host'>)[]>> = {
  'etcd-no-backup': [backupPlan, restorePlan],
  'etcd-nospace': [defragmentPlan],
  'etcd-db-near-quota': [defragmentPlan],
  'etcd-corrupt': [restorePlan],
  'etcd-restore-name': [restorePlan],
};

const sharedFunctions = {
  ...functionsOf(text),
  ...functionsOf(manifests),
  ...functionsOf(kubelet),
  ...functionsOf(certificates),
  ...functionsOf(pods),
  ...functionsOf(kubeconfigs),
  ...functionsOf(runtime),
  ...functionsOf(etcd),
};

/** The fix scripts of a finding; none where only a person can know what is right. */
export function fixesFor({ code, name, facts }: Finding, host: FixHost): readonly FixScript[] {
  const fromFact = fromFacts[name]?.(facts as PathFacts, host);
  const { etcd } = host;
  const plans = [
    ...(fromFact === undefined ? [] : [fromFact]),
    ...(etcd === undefined ? [] : (fromEtcd[name] ?? []).map((plan) => plan(etcd))),
  ];
  return plans.flatMap((plan) =>
    bashFix({
      ...plan,
      code: `${code}-${name}`,
      ...(host.name === undefined ? {} : { host: host.name }),
      functions: sharedFunctions,
      ...(/\brestart_pod\b/.test(plan.after ?? '') ? { mend: 'mend_pods' } : {}),
    }),
  );
}
