import { type FixHead, type Options, type Part, type ScriptBody, scriptsOf } from '../core/bash/script.ts';
import type { FixScript } from '../core/fix-script.ts';
import { isKubectlName } from './kubectl-name.ts';

type Value = string | number | boolean;

/** One operation of a JSON patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: 'test' | 'replace' | 'add'; readonly path: string; readonly value: Value }
  | { readonly op: 'remove'; readonly path: string };

interface Target {
  /** `deployment`, as kubectl takes it. */
  readonly kind: string;
  readonly name: string;
  /** Empty for what belongs to no namespace. */
  readonly namespace: string;
  /** Tested with each patch: a namesake in another cluster is left alone. */
  readonly uid?: string | undefined;
}

interface KubectlFix extends FixHead {
  readonly target: Target;
}

/** A change of one field; both ways are tested for what stood there. */
export interface PatchFix extends KubectlFix {
  /** JSONPath of the field, what it prints before and after the change. */
  readonly field: string;
  readonly was: string;
  readonly becomes: string;
  readonly change: readonly PatchOperation[];
  readonly undo: readonly PatchOperation[];
}

/** A Deployment back to an older revision, and to the newest again. */
export interface RolloutFix extends KubectlFix {
  readonly from: string;
  readonly to: string;
}

type Ways = Pick<PatchFix, 'change' | 'undo'>;

/** One value in place of another, and back; `first` is tested both ways. */
export const replacing = (path: string, from: Value, to: Value, ...first: readonly PatchOperation[]): Ways => {
  const way = (was: Value, becomes: Value): readonly PatchOperation[] => [
    ...first,
    { op: 'test', path, value: was },
    { op: 'replace', path, value: becomes },
  ];
  return { change: way(from, to), undo: way(to, from) };
};

/** A value taken away, and put back. */
export const removing = (path: string, value: Value): Ways => ({
  change: [
    { op: 'test', path, value },
    { op: 'remove', path },
  ],
  undo: [{ op: 'add', path, value }],
});

/** A name as a part of a JSON pointer: `~` and `/` have a meaning there. */
export const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
/** A key as a part of a JSONPath of kubectl. */
export const pathPart = (name: string): string => name.replaceAll('.', '\\.');

/**
 * Scripts that patch one object of the cluster through kubectl; none where a value cannot be quoted, a name is none, or
 * the field prints the same before and after.
 */
export function patchFix(fix: PatchFix): readonly FixScript[] {
  const { target, field, was, becomes } = fix;
  // kubectl prints nothing for an absent field as for an empty one: such a script would find its work done.
  if (was === becomes) return [];
  const patch = (operations: readonly PatchOperation[]): string[] => [
    'patch',
    ...wordsOf(target),
    '--type=json',
    '-p',
    JSON.stringify([...uidTest(target), ...operations]),
  ];
  const data = { FIELD: `jsonpath=${field}`, WAS: was, WANTED: becomes };
  return kubectlScripts(fix, data, { apply: patch(fix.change), rollback: patch(fix.undo) }, patchBodies);
}

const uidTest = ({ uid }: Target): readonly PatchOperation[] =>
  uid === undefined ? [] : [{ op: 'test', path: '/metadata/uid', value: uid }];

/** Scripts that take a Deployment back to an older revision. */
export function rolloutFix(fix: RolloutFix): readonly FixScript[] {
  const undo = (to: string): string[] => ['rollout', 'undo', ...wordsOf(fix.target), `--to-revision=${to}`];
  const revision = 'jsonpath={.metadata.annotations.deployment\\.kubernetes\\.io/revision}';
  return kubectlScripts(
    fix,
    { FIELD: revision, WAS: fix.from },
    { apply: undo(fix.to), rollback: undo(fix.from) },
    rolloutBodies,
  );
}

const wordsOf = ({ kind, name, namespace }: Target): readonly string[] => [
  kind,
  name,
  ...(namespace === '' ? [] : ['-n', namespace]),
];

type Bodies = Readonly<Record<Part, string>>;

const planned = `elif [ "$MODE" = plan ]; then
  call "\${RUN[@]}" --dry-run=server
  say "$ID: dry run, nothing was changed; --apply does it"
else
  call "\${RUN[@]}"`;

const patchBodies: Bodies = {
  apply: `if [ "$NOW" = "$WANTED" ]; then
  say "$ID: nothing to do"
elif [ "$NOW" != "$WAS" ]; then
  die "it is '$NOW' by now, not '$WAS'; nothing was done"
${planned}
  [ "$(now)" = "$WANTED" ] || die "applied, and it does not hold"
  say "$ID: done"
fi`,
  verify: `[ "$NOW" = "$WANTED" ] || die "not fixed: it is '$NOW'"
say "$ID: fixed"`,
  rollback: `if [ "$NOW" != "$WANTED" ]; then
  say "$ID: nothing to undo"
${planned}
  [ "$(now)" = "$WAS" ] || die "undone, and it does not hold"
  say "$ID: undone"
fi`,
};

const rolloutBodies: Bodies = {
  // Each change of a template is a revision of its own.
  apply: `if [ "$NOW" != "$WAS" ]; then
  say "$ID: revision $NOW by now, not $WAS; nothing was done"
${planned}
  call rollout status "\${OBJECT[@]}" --timeout=5m || die "applied, and its pods do not get ready"
  say "$ID: done"
fi`,
  verify: `[ "$NOW" != "$WAS" ] || die "not fixed: revision $NOW"
call rollout status "\${OBJECT[@]}" --timeout=5m || die "its pods do not get ready"
say "$ID: fixed"`,
  rollback: `if [ "$NOW" = "$WAS" ]; then
  say "$ID: nothing to undo"
${planned}
  say "$ID: undone"
fi`,
};

function kubectlScripts(
  fix: KubectlFix,
  data: Readonly<Record<string, string>>,
  runs: { readonly apply: readonly string[]; readonly rollback: readonly string[] },
  bodies: Bodies,
): readonly FixScript[] {
  const { kind, name, namespace } = fix.target;
  const names = namespace === '' ? [kind, name] : [kind, name, namespace];
  if (!names.every(isKubectlName)) return [];
  const part = (name: Part, run: readonly string[]): ScriptBody => ({
    use: uses[name],
    options: clusterOptions(name),
    data: { OBJECT: wordsOf(fix.target), ...data, RUN: run },
    body: [call, bodies[name]],
  });
  return scriptsOf(fix, {
    apply: part('apply', runs.apply),
    verify: part('verify', []),
    rollback: part('rollback', runs.rollback),
  });
}

const dryRun = 'Without arguments it asks the API server what would come of it (--dry-run=server); --apply does it.';
const uses: Readonly<Record<Part, string>> = {
  apply: dryRun,
  verify: 'Says whether the fix holds (exit 0).',
  rollback: dryRun,
};

const clusterOptions = (part: Part): Options => ({
  usage: '[--context NAME] [--kubeconfig FILE]',
  arms: `--context | --kubeconfig)
      [ -n "\${1-}" ] || die "$option needs a value"
      TO+=("$option" "$1")
      shift
      ;;
    --root) die "it changes an object of the cluster; there is nothing below a --root to change" ;;`,
  unset: `${part === 'verify' ? '' : 'MODE=plan '}TO=()`,
});

const call = `command -v kubectl >/dev/null || die "kubectl is not here"
call() { kubectl \${TO[@]+"\${TO[@]}"} "$@"; }
now() { call get "\${OBJECT[@]}" -o "$FIELD"; }
NOW=$(now) || die "cannot read \${OBJECT[*]}"`;
