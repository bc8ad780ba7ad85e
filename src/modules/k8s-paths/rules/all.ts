import { cniHostRules } from '../cni/host-rules.ts';
import { cniRules } from '../cni/rules.ts';
import { logRules } from '../disk/log-rules.ts';
import { diskRules } from '../disk/rules.ts';
import { etcdRules } from '../etcd/rules.ts';
import { kubeconfigRules } from '../kubeconfig/rules.ts';
import { serverRules } from '../kubeconfig/server-rules.ts';
import { shellRules } from '../kubeconfig/shell-rules.ts';
import { kubeconfigTrustRules } from '../kubeconfig/trust-rules.ts';
import { kubeletCertificateRules } from '../kubelet/certificate-rules.ts';
import { kubeletFlagRules } from '../kubelet/flag-rules.ts';
import { kubeletHostRules } from '../kubelet/host-rules.ts';
import { kubeletRules } from '../kubelet/rules.ts';
import { kubeletSettingRules } from '../kubelet/setting-rules.ts';
import { apiserverRules } from '../manifests/apiserver-rules.ts';
import { manifestFileRules } from '../manifests/file-rules.ts';
import { portRules } from '../manifests/port-rules.ts';
import { programRules } from '../manifests/program-rules.ts';
import { manifestRules } from '../manifests/rules.ts';
import { networkRules } from '../network/rules.ts';
import { pkiFileRules } from '../pki/file-rules.ts';
import { pkiTimeRules } from '../pki/time-rules.ts';
import { pkiTrustRules } from '../pki/trust-rules.ts';
import { processRules } from '../processes/rules.ts';
import { runtimeRules } from '../runtime/rules.ts';
import type { Rule } from './rule.ts';
import { unreadableRules } from './unreadable.ts';

/** Every rule; the order within a theme is the order of reporting. */
export const allRules: readonly Rule[] = [
  ...kubeletRules,
  ...kubeletFlagRules,
  ...kubeletCertificateRules,
  ...kubeletHostRules,
  ...kubeletSettingRules,
  ...runtimeRules,
  ...diskRules,
  ...manifestRules,
  ...manifestFileRules,
  ...networkRules,
  ...portRules,
  ...programRules,
  ...processRules,
  ...etcdRules,
  ...pkiTimeRules,
  ...pkiTrustRules,
  ...pkiFileRules,
  ...apiserverRules,
  ...cniRules,
  ...cniHostRules,
  ...kubeconfigRules,
  ...kubeconfigTrustRules,
  ...serverRules,
  ...shellRules,
  ...logRules,
  ...unreadableRules,
];
