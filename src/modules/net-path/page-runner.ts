import type { PageBlock } from '../../../test/support/code-page.ts';
import { askCapture, askDiag, askSession, type NetReport } from '../../../test/support/net/ask.ts';
import { labs, makeLab } from '../../../test/support/net/lab.ts';
import { calico } from '../../../test/support/net/labs/calico.ts';
import { canMakeNamespaces } from '../../../test/support/net/namespaces.ts';

/** Where no namespaces can be made the labs are skipped by this name. */
export const partsFor = (): readonly string[] =>
  canMakeNamespaces ? ['root', 'ip', 'iptables', 'nft', 'socat', 'bridge'] : ['network-namespaces'];

/** Breaks a lab of network namespaces as the block says, and asks diag for the flow behind the language. */
export async function runBlock({ language, text, args }: PageBlock): Promise<readonly string[]> {
  if (language === 'session') return codesOf(await askSession(text));
  if (language === 'capture') return codesOf(await askCapture(text, args));
  const plan = [labs.router, labs.nodes, calico].find(({ lab }) => lab === language);
  if (plan === undefined) throw new Error(`${language}: no such lab`);
  const { namespaces, setup } = plan;
  const lab = makeLab(namespaces, setup);
  try {
    lab.run(text);
    return codesOf(await askDiag(lab, namespaces, args));
  } finally {
    lab.remove();
  }
}

const codesOf = ({ findings }: NetReport): readonly string[] => findings.map(({ code }) => code);
