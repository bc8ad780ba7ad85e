import type { Recognition } from '../../../core/module.ts';
import { headOf } from '../../../core/safe-text.ts';
import { hasKlog, isKubernetes } from '../error-text/kubernetes-words.ts';
import { readErrorText } from '../error-text/read-error-text.ts';
import { isFault } from '../error-text/reading.ts';
import { fileKind } from './file-kind.ts';

/** How the stream of the collector begins. */
const streamHead = '=== diag k8s-paths 1';

const ownKinds = ['kubeconfig', 'kubelet-config', 'static-pod', 'cni', 'kubeadm-config', 'containerd', 'args'];

/** A text of which so much is understood, and nothing of it wrong, is one all the same. */
const mostly = 0.75;

/** How well a text fits: a message with a known meaning, a configuration file, or merely Kubernetes words. */
export function recognize(head: string): Recognition {
  if (head.startsWith(streamHead)) return { score: 1, because: 'the stream of its collector' };
  if (!isKubernetes(head)) return { score: 0, because: '' };
  const { recognized, readings, format, coverage } = readErrorText(head.slice(0, 64 * 1024));
  const [first] = readings;
  if (first !== undefined && isFault(first) && first.confidence === 'likely') {
    return { score: 0.8, because: `a Kubernetes error: ${headOf(first.quote, 60)}` };
  }
  const kind = fileKind('pasted text', head);
  if (kind !== undefined && ownKinds.includes(kind)) return { score: 0.8, because: `a ${kind} file` };
  if (first !== undefined) return { score: 0.5, because: `a Kubernetes answer: ${headOf(first.quote, 60)}` };
  if (recognized && (format.startsWith('log') || hasKlog(head)))
    return { score: 0.4, because: `a Kubernetes ${format}` };
  if (!recognized) return { score: 0, because: '' };
  const readsWell = coverage.understood > 1 && coverage.understood >= coverage.lines * mostly;
  return { score: 0.2, because: 'words of Kubernetes', ...(readsWell ? { readsWell } : {}) };
}
