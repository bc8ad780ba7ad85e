import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const page = `Name:         web-1
Namespace:    shop
Node:         w1/192.0.2.7
Start Time:   Mon, 02 Mar 2026 10:00:00 +0000
Status:       Running
IP:           10.244.1.9
Containers:
  app:
    Image:          shop/web:1
    State:          Waiting
      Reason:       STATE
    Last State:     Terminated
      Reason:       Error
      Exit Code:    3
    Ready:          False
    Restart Count:  7
Conditions:
  Type              Status
  Ready             False
`;

const lineOf = async (text: string): Promise<number | undefined> => {
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin: text });
  return JSON.parse(stdout).findings[0].evidence[0].line;
};

test('what a described pod tells is quoted at the line that tells it', async () => {
  expect(await lineOf(page.replace('STATE', 'CrashLoopBackOff'))).toBe(13);
  expect(await lineOf(page.replace('STATE', 'CreateContainerConfigError'))).toBe(11);
});

test('the same behind another page', async () => {
  const before = 'Name:         db-1\nNamespace:    shop\nStatus:       Running\nContainers:\n';
  expect(await lineOf(before + page.replace('STATE', 'CrashLoopBackOff'))).toBe(17);
});

test('no probe is blamed where the page lists none', async () => {
  const running = page.replace(/Waiting\n {6}Reason: {7}STATE\n(?: {4}Last State(?:.*\n){3})/, 'Running\n');
  const title = async (stdin: string): Promise<string> =>
    JSON.parse((await runCli(['k8s-flow', '-', '--format', 'json'], { stdin })).stdout).findings[0].title;
  expect(await title(running)).toBe('Pod shop/web-1 runs and is not ready.');
  const probe =
    '    Readiness:      http-get http://:8080/ delay=0s timeout=1s period=10s #success=1 #failure=3\nConditions:';
  expect(await title(running.replace('Conditions:', probe))).toContain('readiness probe');
});
