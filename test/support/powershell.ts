import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

let parser: Promise<Parser> | undefined;

async function openParser(): Promise<Parser> {
  await Parser.init({ locateFile: () => require.resolve('web-tree-sitter/web-tree-sitter.wasm') });
  const grammar = require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
  return new Parser().setLanguage(await Language.load(grammar));
}

/** A PowerShell script as its grammar sees it. */
export interface ParsedPowerShell {
  /** `line:column text` of everything the grammar does not take. */
  readonly errors: readonly string[];
  /** Values of all single-quoted literals, in order. */
  readonly literals: readonly string[];
  /** Names of the commands it calls. */
  readonly commands: readonly string[];
}

/** Parses with tree-sitter-powershell; nothing is run. A byte order mark and CRLF are as Windows has them. */
export async function parsePowerShell(script: string): Promise<ParsedPowerShell> {
  parser ??= openParser();
  const tree = (await parser).parse(script.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'));
  if (tree === null) throw new Error('the parser gave up');
  const errors: string[] = [];
  const literals: string[] = [];
  const commands: string[] = [];
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing) {
      const { row, column } = node.startPosition;
      errors.push(`${row + 1}:${column + 1} ${node.isMissing ? `missing ${node.type}` : node.text.slice(0, 60)}`);
    }
    if (node.type === 'verbatim_string_characters') literals.push(node.text.slice(1, -1).replace(/(['‘’‚‛])\1/g, '$1'));
    if (node.type === 'command_name') commands.push(node.text);
    for (const child of node.children) if (child !== null) visit(child);
  };
  visit(tree.rootNode);
  tree.delete();
  return { errors, literals, commands };
}
