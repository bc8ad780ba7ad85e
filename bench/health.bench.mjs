import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diag, hasCommand } from './support/measure.mjs';

/** Starts the server that all rows ask; it ends with this process. */
async function startServer() {
  const path = fileURLToPath(new URL('support/endpoints.mjs', import.meta.url));
  const server = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => server.kill());
  const [port] = await new Promise((resolve) =>
    server.stdout.once('data', (text) => resolve(String(text).split('\n'))),
  );
  server.stdout.destroy();
  server.unref();
  return Number(port);
}

/** Loopback addresses are as many endpoints as one likes. */
const address = (i, port) => `http://127.${1 + (i >> 16)}.${(i >> 8) & 255}.${i & 255 || 1}:${port}`;

function many(count, port, folder) {
  const urls = Array.from({ length: count }, (_, i) => `${address(i + 256, port)}/healthz`);
  const file = join(folder, `curl-${count}`);
  writeFileSync(file, urls.map((url) => `url = "${url}"\noutput = /dev/null`).join('\n'));
  return {
    ours: diag(
      'k8s-health',
      '--root',
      folder,
      '--as',
      'laptop',
      '--total-deadline',
      '60s',
      '--format',
      'json',
      ...urls.flatMap((url, i) => ['--endpoint', `e${i}=${url}`]),
    ),
    against: ['curl', '--silent', '--parallel', '--parallel-max', '300', '--config', file],
  };
}

export default {
  title: 'k8s-health',
  rows: async ({ folder }) => {
    const port = await startServer();
    const slowest = 600;
    const endpoints = Array.from(
      { length: 15 },
      (_, i) => `e${i}=${address(i + 1, port)}/healthz?ms=${Math.round((slowest * (i + 1)) / 15)}`,
    );
    const startUp = diag('k8s-health', '--root', folder)
      .map((word) => `'${word}'`)
      .join(' ');
    const curl = hasCommand('curl');
    return [
      {
        task: '15 endpoints of a node, slowest 600 ms',
        ours: diag(
          'k8s-health',
          '--root',
          folder,
          '--as',
          'laptop',
          ...endpoints.flatMap((one) => ['--endpoint', one]),
        ),
        against: curl
          ? ['sh', '-c', `${startUp} >&2; curl -s '${address(15, port)}/healthz?ms=${slowest}'`]
          : undefined,
        name: 'start-up, then curl of the slowest',
        budget: 1.2,
      },
      ...[
        [1000, 1.5],
        [10_000, 1.4],
      ].map(([count, budget]) => {
        const { ours, against } = many(count, port, folder);
        return {
          task: `${count.toLocaleString('en-US')} endpoints`,
          ours,
          against: curl ? against : undefined,
          name: 'curl --parallel',
          budget,
        };
      }),
    ];
  },
};
