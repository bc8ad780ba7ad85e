import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const shim =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process:';

test.each([
  [
    'a program',
    `${shim} exec: "/srv/api": stat /srv/api: no such file or directory: unknown`,
    'the program of a container cannot be started',
  ],
  [
    'a folder on a file',
    `${shim} error during container init: error mounting "/var/lib/kubelet/pods/1/volume-subpaths/conf/api/0" to rootfs at "/etc/api.yml": mount src=…: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
    'volume-subpaths/conf/api/0 cannot be mounted at /etc/api.yml of a container: one is a file, the other a directory',
  ],
  [
    'a node in a container',
    `${shim} error during container init: error mounting "proc" to rootfs at "/proc": mount src=proc, dst=/proc: operation not permitted: unknown`,
    'the runtime may not mount proc at /proc of a container',
  ],
  [
    'little memory',
    `${shim} container init was OOM-killed (memory limit too low?): unknown`,
    'is too low even to start',
  ],
  ['what nobody knows', `${shim} can't get final child's PID from pipe: EOF: unknown`, 'the runtime does not start a'],
])('what keeps a runtime from starting a container: %s', async (_, said, title) => {
  const event = `LAST SEEN   TYPE      REASON   OBJECT      MESSAGE\n10s         Warning   Failed   pod/api-1   Error: ${said}\n`;
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin: event });
  const [finding] = JSON.parse(stdout).findings;
  expect(finding).toMatchObject({ code: 'FLOW201' });
  expect(finding.title).toContain(title);
});

test('a node whose name is not in the input has no empty place for it', async () => {
  const conditions = `Conditions:
  Type    Status    LastHeartbeatTime                 LastTransitionTime                Reason              Message
  ----    ------    -----------------                 ------------------                ------              -------
  MemoryPressure   Unknown   Mon, 05 Feb 2024 10:00:00 +0000   Mon, 05 Feb 2024 10:05:00 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
  DiskPressure   Unknown   Mon, 05 Feb 2024 10:00:00 +0000   Mon, 05 Feb 2024 10:05:00 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
  Ready   Unknown   Mon, 05 Feb 2024 10:00:00 +0000   Mon, 05 Feb 2024 10:05:00 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
`;
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin: conditions });
  const [finding] = JSON.parse(stdout).findings;
  expect(finding.title).toBe('A node (not named in the input) is lost: its kubelet is not heard of any more.');
  expect(JSON.stringify(finding)).not.toMatch(/On : |node {2}/);
});
