import type { FixPlan } from '../fixes/plan.ts';
import { flagAsText } from '../fixes/setting-file.ts';

const image = /^\S+$/;

/** Sets a flag of a manifest, or does nothing where the right value is not known. */
const flagFix =
  (id: string, title: string): FixPlan =>
  ({ file, subject, expected }) =>
    subject?.startsWith('--') && expected?.startsWith('/')
      ? {
          id,
          title,
          applicability: 'review',
          effect: 'Changes one flag; the kubelet restarts this pod within 20 seconds.',
          data: { FILE: file, FLAG: subject, VALUE: expected },
          steps: 'edit "$FILE" set_flag "$FLAG" "$VALUE"',
        }
      : undefined;

const modes: FixPlan = ({ file, items }) => ({
  id: 'close-modes',
  title: 'Leave the files to root alone',
  applicability: 'safe',
  effect: 'Changes modes and owners only; nothing restarts.',
  data: { FILES: items ?? [file] },
  steps: `
for one in "\${FILES[@]}"; do
  set_mode "$one" 600
  set_owner "$one" 0:0
done`,
});

/** Fixes of static pod manifests by name of the code. */
export const manifestFixes: Readonly<Record<string, FixPlan>> = {
  'manifest-kind-invalid': ({ file }) => ({
    id: 'say-v1-pod',
    title: 'Say apiVersion v1, kind Pod',
    applicability: 'review',
    effect: 'Changes two lines; the kubelet starts the pod within 20 seconds.',
    data: { FILE: file },
    steps: `
edit "$FILE" set_top_key apiVersion v1
edit "$FILE" set_top_key kind Pod`,
  }),
  'manifest-duplicate-backup': ({ file, items }) => ({
    id: 'move-copy-out',
    title: 'Move the copy out of the manifest directory',
    applicability: 'review',
    effect: 'If the copy was the one that ran, the pod restarts with the flags of the original.',
    data: { FILES: items ?? [file] },
    steps: `for one in "\${FILES[@]}"; do drop "$one"; done`,
  }),
  'manifest-wrong-static-path': ({ file, subject, actual, expected }) => {
    if (!expected?.startsWith('/')) return undefined;
    const isFlag = subject === '--pod-manifest-path';
    if (isFlag && !actual?.startsWith('/')) return undefined;
    return {
      id: 'set-static-pod-path',
      title: `Set ${isFlag ? subject : 'staticPodPath'} to ${expected}`,
      applicability: 'review',
      effect: 'Restarts the kubelet, which then starts the static pods of that directory.',
      ...(isFlag
        ? flagAsText(file, subject, actual ?? '', expected)
        : { data: { FILE: file, VALUE: expected }, steps: 'edit "$FILE" set_top_key staticPodPath "$VALUE"' }),
      after: 'live systemctl restart kubelet',
    };
  },
  'manifest-unknown-flag': ({ file, actual, expected }) => {
    const flag = /^--?[\w-]+/.exec(actual ?? '')?.[0];
    if (flag === undefined) return undefined;
    const right = /^--[\w-]+/.exec(expected ?? '')?.[0] ?? '';
    if (!flag.startsWith('--'))
      return {
        id: 'add-dash',
        title: `Write ${right} with two dashes`,
        applicability: 'review',
        effect: 'Changes one line; the kubelet restarts this pod within 20 seconds.',
        data: { FILE: file, FLAG: `- ${flag}`, RIGHT: `- ${right}` },
        steps: 'edit "$FILE" replace_text "$FLAG" "$RIGHT"',
      };
    // MicroK8s keeps a flag a line, without a dash before it.
    const isArgs = /\/args\/[^/]+$/.test(file);
    const step = right === '' ? 'drop_word "$FLAG"' : 'replace_text "$FLAG" "$RIGHT"';
    return {
      id: right === '' ? 'remove-flag' : 'rename-flag',
      title: right === '' ? `Remove ${flag}` : `Rename ${flag} to ${right}`,
      applicability: 'review',
      effect: isArgs
        ? 'Changes one line; the program reads it at its next start.'
        : 'Changes one line; the kubelet restarts this pod within 20 seconds.',
      data: { FILE: file, FLAG: flag, RIGHT: right },
      steps: `edit "$FILE" ${isArgs ? step : 'rename_flag "$FLAG" "$RIGHT"'}`,
    };
  },
  'manifest-file-missing': flagFix('point-at-existing-file', 'Point the flag at the file that exists'),
  'manifest-kubeconfig-missing': flagFix('point-at-kubeconfig', 'Point the flag at the kubeconfig that exists'),
  'manifest-path-not-mounted': ({ file, actual }) =>
    actual?.startsWith('/')
      ? {
          id: 'mount-path',
          title: `Mount ${actual} into the container`,
          applicability: 'review',
          effect: 'Adds a volume and its mount, read-only; the kubelet restarts this pod within 20 seconds.',
          data: {
            FILE: file,
            WANTED: actual,
            VOLUME: `diag-${actual
              .replace(/[^a-z0-9]+/gi, '-')
              .replace(/^-|-$/g, '')
              .toLowerCase()
              .slice(0, 50)}`,
          },
          steps: 'edit "$FILE" mount_path "$WANTED" "$VOLUME"',
        }
      : undefined,
  'manifest-hostpath-missing': ({ actual, expected }) =>
    actual?.startsWith('/') && /^director/i.test(expected ?? '')
      ? {
          id: 'make-folder',
          title: `Make the folder ${actual}`,
          applicability: 'review',
          effect: 'Makes an empty folder, mode 755; the kubelet then starts the pod.',
          data: { FOLDER: actual },
          steps: 'make_folder "$FOLDER" 755',
        }
      : undefined,
  'manifest-etcd-url': ({ file, expected }) => {
    const url = /https?:\/\/[^\s,]+/.exec(expected ?? '')?.[0];
    if (url === undefined) return undefined;
    return {
      id: 'use-etcd-url',
      title: `Point --etcd-servers at ${url}`,
      applicability: 'review',
      effect: 'Changes one flag; the apiserver restarts within 20 seconds. etcd is not touched.',
      data: { FILE: file, URL: url },
      steps: 'edit "$FILE" set_flag --etcd-servers "$URL"',
    };
  },
  'manifest-anon-auth-probe': ({ file }) => ({
    id: 'allow-anonymous-probes',
    title: 'Remove --anonymous-auth=false',
    applicability: 'review',
    effect: 'The apiserver restarts; anonymous requests may read its health paths again, as by default.',
    data: { FILE: file },
    steps: 'edit "$FILE" rename_flag --anonymous-auth',
  }),
  'manifest-image-bad': ({ file, actual, expected }) =>
    actual !== undefined && image.test(actual) && expected !== undefined && /^\S+\/\S+:\S+$/.test(expected)
      ? {
          id: 'use-image',
          title: `Use the image ${expected}`,
          applicability: 'review',
          effect: 'Changes the image; the kubelet restarts this pod within 20 seconds.',
          data: { FILE: file, OLD: actual, IMAGE: expected },
          steps: 'edit "$FILE" replace_text "image: $OLD" "image: $IMAGE"',
        }
      : undefined,
  'manifest-service-cidr-drift': ({ file, expected }) =>
    expected !== undefined && /^[\d.:a-f/,]+$/i.test(expected)
      ? {
          id: 'align-service-range',
          title: `Set --service-cluster-ip-range to ${expected}`,
          applicability: 'review',
          effect: 'Changes one flag; the pod restarts within 20 seconds.',
          data: { FILE: file, RANGE: expected },
          steps: 'edit "$FILE" set_flag --service-cluster-ip-range "$RANGE"',
        }
      : undefined,
  'manifest-perms': modes,
  'pki-perms': modes,
};
