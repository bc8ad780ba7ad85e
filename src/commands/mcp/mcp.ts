import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod';
import type { Io } from '../../cli/io.ts';
import type { Run } from '../../cli/outcome.ts';
import { tool } from '../../cli/version.ts';
import { exitCodes } from '../../core/exit-code.ts';
import { registry } from '../../modules/registry.ts';
import { type Answer, answerOf } from './inner-run.ts';

/** A message of the protocol with a log in it; a longer log is for the command line. */
const maxMessage = 16 * 2 ** 20;

/** Modules that look at the host they run on. */
const ofHost = ['k8s-health', 'k8s-paths'] as const;

/** `diag mcp`: a Model Context Protocol server on standard input and output, until its client goes. */
export async function serve(io: Io, run: Run): Promise<number> {
  const server = new McpServer(tool, {
    instructions:
      'Diagnoses incidents from logs and on this host, offline and read-only. Each answer is the short report: what is most likely wrong, what proves it, what it is not, what to do. Exit code 0: nothing wrong in what was asked; 1: findings; 2: input not recognized; 3: something could not be checked.',
  });
  addTools(server, (words, piped) => answerOf(words, piped, io, run));
  const transport = new StdioServerTransport(io.stdin, io.stdout, { maxBufferSize: maxMessage });
  const ended = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    io.stdin.once('end', resolve);
    io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(transport);
  await ended;
  await server.close();
  return exitCodes.clean;
}

function addTools(server: McpServer, ask: (words: readonly string[], piped?: string) => Promise<Answer>): void {
  const annotations = { readOnlyHint: true, openWorldHint: false };
  const ids = registry.map(({ id }) => id);
  const answered = async (answer: Promise<Answer>) => {
    const { text, failed } = await answer;
    return { content: [{ type: 'text' as const, text }], isError: failed };
  };
  server.registerTool(
    'diagnose_text',
    {
      description:
        'What a log, export, error message or kubectl output says is wrong. Without a module, diag finds out which ones know it.',
      inputSchema: { text: z.string().min(1), module: z.enum(ids).optional() },
      annotations,
    },
    ({ text, module }) => answered(ask(module === undefined ? ['triage', '-'] : [module, '-'], text)),
  );
  server.registerTool(
    'diagnose_host',
    {
      description:
        'Looks at the host this server runs on: k8s-health asks the control plane, k8s-paths reads the files of the node and works with the apiserver down. root: a directory to take for the host.',
      inputSchema: { module: z.enum(ofHost), root: z.string().min(1).optional() },
      annotations,
    },
    ({ module, root }) => answered(ask([module, ...(root === undefined ? [] : [`--root=${root}`])])),
  );
  server.registerTool(
    'explain',
    {
      description: 'The page of a code (IIS101) or name (interval-drift): what it means, when it is reported, the fix.',
      inputSchema: { code: z.string().regex(/^[A-Za-z0-9-]{1,80}$/) },
      annotations,
    },
    ({ code }) => answered(ask(['explain', code, '--format=markdown'])),
  );
  server.registerTool(
    'list',
    {
      description: 'The modules, or the codes of one.',
      inputSchema: { module: z.enum(ids).optional() },
      annotations,
    },
    ({ module }) => answered(ask(['list', ...(module === undefined ? [] : [module])])),
  );
}
