import { expect, test } from 'vitest';
import { inOverlay } from '../../../../test/support/overlay-root.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import { codeNamed } from '../codes.ts';
import { fixesFor } from '../fixes/fixes-for.ts';

const [fix] = fixesFor(
  codeNamed('cert-renewed-not-loaded')(
    { file: '/etc/kubernetes/pki/apiserver.crt', subject: 'kube-apiserver' },
    { confidence: 'likely', evidence: [{ source: 'test', text: 'test' }] },
  ),
  { name: 'diag-cp' },
);

/** A runtime whose container never ends, so that the script waits with the manifest aside. */
const files = {
  '/usr/local/bin/crictl': '#!/bin/sh\necho deadbeef\n',
  '/usr/local/bin/systemctl': '#!/bin/sh\nexit 0\n',
  '/etc/kubernetes/manifests/kube-apiserver.yaml': 'kind: Pod\n',
  '/etc/hostname': 'diag-cp\n',
  '/root/apply.sh': fix?.apply ?? '',
  '/root/rollback.sh': fix?.rollback ?? '',
};

const list = `printf '%s:' "$1"; ls -A /etc/kubernetes/manifests /etc/kubernetes | grep -e yaml | tr '\\n' ' '; echo`;
const scriptFor = (signal: string): string => `set -m
show() { ${list}; }
bash /root/apply.sh --apply >/root/said 2>&1 & p=$!
for _ in $(seq 100); do sleep 0.1; [ ! -e /etc/kubernetes/.diag-kube-apiserver.yaml ] || break; done
show aside; kill -${signal} -- "-$p"; wait "$p"; echo "ended $?"; show after`;

describeWith(['root', 'unshare', 'setpriv'], 'a restart of a static pod that is ended in the middle', () => {
  test.each([
    ['HUP', 129],
    ['INT', 130],
    ['TERM', 143],
  ])('by SIG%s puts the manifest back', (signal, code) => {
    const said = inOverlay(files, 'diag-cp', scriptFor(signal));
    expect(said).toContain('aside:.diag-kube-apiserver.yaml');
    expect(said).toContain(`ended ${code}\nafter:kube-apiserver.yaml \n`);
  });

  test('by SIGTERM to the script alone does so at once', () => {
    const said = inOverlay(
      files,
      'diag-cp',
      scriptFor('TERM')
        .replace('"-$p"', '"$p"')
        .replace('; wait', '; SECONDS=0; wait')
        .replace('echo "ended', 'echo "took $((SECONDS > 3)); ended'),
    );
    expect(said).toContain('took 0; ended 143\nafter:kube-apiserver.yaml \n');
  });

  test.each(['rollback', 'apply'])('by SIGKILL is mended by the %s', (part) => {
    const mend = `bash /root/${part}.sh --apply >/root/said2 2>&1 & q=$!
for _ in $(seq 50); do sleep 0.1; ! grep -q back /root/said2 || break; done; sleep 0.5; kill -TERM -- "-$q"; wait "$q"; show mended; grep back /root/said2`;
    const said = inOverlay(files, 'diag-cp', `${scriptFor('KILL')}\nbash /root/rollback.sh; show dry; ${mend}`);
    expect(said).toContain('ended 137\nafter:.diag-kube-apiserver.yaml \n');
    expect(said).toContain('dry:.diag-kube-apiserver.yaml \n');
    expect(said).toContain('mended:kube-apiserver.yaml \n');
    expect(said).toContain('put /etc/kubernetes/manifests/kube-apiserver.yaml back');
  });

  test('by SIGKILL is what the verify script sees', () => {
    expect(
      inOverlay(
        { ...files, '/root/verify.sh': fix?.verify ?? '' },
        'diag-cp',
        `${scriptFor('KILL')}\nbash /root/verify.sh; echo "verify $?"`,
      ),
    ).toContain('verify 1');
  });
});
