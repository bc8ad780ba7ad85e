import type { FixScript } from '../../core/fix-script.ts';
import type { Draft } from './draft.ts';
import { renewCertificates, restartServer } from './fixes/certificates.ts';
import { freeSpace } from './fixes/etcd.ts';
import { anonymousHealthOnly, fragment, kubeletClosed } from './fixes/fragments.ts';
import type { Maker } from './fixes/maker.ts';
import { closeReadOnlyPort, startKubelet, startRuntime } from './fixes/node.ts';
import type { NodeObservation } from './model.ts';

/** The fixes of a finding's objects on one host; scripts are made for the host they are to run on. */
export function fixesOf(drafts: readonly Draft[], nodes: readonly NodeObservation[]): readonly FixScript[] {
  const [first] = drafts;
  if (first === undefined) return [];
  const make = makers[first.code.entry.name];
  const node = nodes.find(({ host }) => host === first.concern.host);
  return make === undefined || node === undefined ? [] : make(first, node);
}

const makers: Readonly<Record<string, Maker>> = {
  'kubelet-down': startKubelet,
  'runtime-down': startRuntime,
  'kubelet-read-only-port': closeReadOnlyPort,
  'etcd-nospace': freeSpace,
  'cert-expired': renewCertificates,
  'cert-expiring': renewCertificates,
  'cert-renewed-not-loaded': restartServer,
  'apiserver-anon-off-with-unauth-probes': fragment(
    'anonymous-health-only',
    'Allow anonymous on the health paths only',
    'Restarts the apiserver when the manifest changes.',
    anonymousHealthOnly,
  ),
  'kubelet-open-to-anyone': fragment(
    'close-kubelet',
    'Ask who is there, and whether they may',
    'Restarts the kubelet; containers go on running.',
    kubeletClosed,
  ),
};
