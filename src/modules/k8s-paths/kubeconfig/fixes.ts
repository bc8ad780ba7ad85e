import type { FixPlan } from '../fixes/plan.ts';

const admin = '/etc/kubernetes/admin.conf';

/** A copy of admin.conf instead of a kubeconfig in a home that is broken. */
const copyAdmin: FixPlan = ({ file }, site) =>
  site.hasAdmin !== false && file.endsWith('/.kube/config')
    ? {
        id: 'copy-admin-conf',
        title: `Copy ${admin} to ${file}`,
        applicability: 'review',
        effect: 'The file holds cluster-admin rights. Contexts of other clusters in it are then in the backup only.',
        data: { FILE: file },
        steps: `copy ${admin} "$FILE"`,
      }
    : undefined;

/** Fixes of kubeconfigs by name of the code. */
export const kubeconfigFixes: Readonly<Record<string, FixPlan>> = {
  'kubeconfig-none': ({ file }, site) =>
    copyAdmin({ file: file.endsWith('/.kube/config') ? file : '/root/.kube/config' }, site),
  'kubeconfig-bad-b64': copyAdmin,
  'kubeconfig-wrong-kind': copyAdmin,
  'kubeconfig-unauthorized': copyAdmin,
  'kubeconfig-stale-cluster': copyAdmin,
  'kubeconfig-no-user': copyAdmin,
  'kubeconfig-bad-yaml': copyAdmin,
  'kubeconfig-file-missing': copyAdmin,
  'kubeconfig-refused': ({ file, actual, expected }) => {
    const [old, right] = [actual, expected].map((url) => /:(\d+)(?!.*:\d)/.exec(url ?? '')?.[0]);
    if (old === undefined || right === undefined) return undefined;
    return {
      id: 'use-secure-port',
      title: `Use the port ${right.slice(1)}`,
      applicability: 'review',
      effect: 'Changes the server line of this file only.',
      data: { FILE: file, OLD: old, RIGHT: right },
      steps: 'edit "$FILE" replace_port "$OLD" "$RIGHT"',
    };
  },
  'kubeconfig-http-server': ({ file, actual }) =>
    actual?.startsWith('http://')
      ? {
          id: 'use-https',
          title: 'Say https://',
          applicability: 'review',
          effect: 'Changes the server line of this file only.',
          data: { FILE: file, OLD: actual, RIGHT: actual.replace('http://', 'https://') },
          steps: 'edit "$FILE" replace_text "server: $OLD" "server: $RIGHT"',
        }
      : undefined,
  'kubeconfig-context-missing': ({ file, subject, expected }) =>
    /context/.test(subject ?? '') && expected !== undefined && /^[\w.@:/-]+$/.test(expected)
      ? {
          id: 'use-context',
          title: `Use the context ${expected}`,
          applicability: 'review',
          effect: 'Changes current-context of this file only.',
          data: { FILE: file, CONTEXT: expected },
          steps: 'edit "$FILE" set_top_key current-context "$CONTEXT"',
        }
      : undefined,
  'kubeconfig-perms': ({ file }) => ({
    id: 'give-to-owner',
    title: 'Let its user, and nobody else, read it',
    applicability: 'safe',
    effect: 'Changes mode and owner only.',
    data: { FILE: file },
    steps: `
case $FILE in
  */.kube/config) set_owner "$FILE" "$(stat -c %u:%g "$(at "\${FILE%/.kube/config}")")" ;;
  *) set_owner "$FILE" 0:0 ;;
esac
set_mode "$FILE" 600`,
  }),
  'kubeconfig-proxy-env': ({ actual }) =>
    actual !== undefined && /^[\w.:-]+$/.test(actual)
      ? {
          id: 'except-apiserver',
          title: `Add ${actual} to NO_PROXY`,
          applicability: 'review',
          effect: 'Counts from the next login; running programs keep their environment.',
          data: { ADDRESS: actual },
          steps: 'edit /etc/environment add_exception "$ADDRESS"',
        }
      : undefined,
};
