// Health endpoints to probe: answers `ok` on every loopback address, after `?ms=` of the path. Prints its port.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const delay = Number(new URL(request.url, 'http://x').searchParams.get('ms') ?? 0);
  setTimeout(() => response.end('ok'), delay);
});
server.listen({ port: 0, host: '0.0.0.0', backlog: 4096 }, () => process.stdout.write(`${server.address().port}\n`));
