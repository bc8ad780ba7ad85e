import { apiserverRules } from './apiserver.ts';
import { cniRules } from './cni.ts';
import { cniHostRules } from './cni-host.ts';
import { diskRules } from './disk.ts';
import { etcdRules } from './etcd.ts';
import { kubeconfigTrustRules } from './kubeconfig-trust.ts';
import { kubeconfigRules } from './kubeconfigs.ts';
import { kubeletRules } from './kubelet.ts';
import { kubeletCertificateRules } from './kubelet-certificates.ts';
import { kubeletFlagRules } from './kubelet-flags.ts';
import { kubeletHostRules } from './kubelet-host.ts';
import { kubeletSettingRules } from './kubelet-settings.ts';
import { logRules } from './logs.ts';
import { manifestFileRules } from './manifest-files.ts';
import { manifestRules } from './manifests.ts';
import { networkRules } from './network.ts';
import { pkiFileRules } from './pki-files.ts';
import { pkiTimeRules } from './pki-time.ts';
import { pkiTrustRules } from './pki-trust.ts';
import { portRules } from './ports.ts';
import { processRules } from './processes.ts';
import { programRules } from './programs.ts';
import type { Rule } from './rule.ts';
import { runtimeRules } from './runtime.ts';
import { serverRules } from './servers.ts';
import { shellRules } from './shell.ts';
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
