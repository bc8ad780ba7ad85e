import { parse } from 'smol-toml';
import { asList, asMap, asText } from './yaml-text.ts';

/** What of CRI-O's configuration decides about the network (crio.conf(5), CRIO.NETWORK TABLE). */
export interface CrioConfig {
  readonly cniConfDir?: string;
  /** Folders of plug-ins, in order; empty where no file names one. */
  readonly cniBinDirs: readonly string[];
}

/** Reads crio.conf and the files of crio.conf.d by name: the last that sets a value decides. Unreadable ones are left out. */
export function readCrioConfig(texts: readonly string[]): CrioConfig {
  const networks = texts.flatMap((text) => {
    try {
      const network = asMap(asMap((parse(text) as Record<string, unknown>)['crio'])?.['network']);
      return network === undefined ? [] : [network];
    } catch {
      return [];
    }
  });
  const folder = networks.map((network) => asText(network['network_dir'])).findLast((value) => value?.startsWith('/'));
  const folders = networks
    .map((network) => asList(network['plugin_dirs']).map(String))
    .findLast((all) => all.length > 0);
  return {
    ...(folder === undefined ? {} : { cniConfDir: folder.replace(/(.)\/+$/, '$1') }),
    cniBinDirs: (folders ?? []).filter((path) => path.startsWith('/')).map((path) => path.replace(/(.)\/+$/, '$1')),
  };
}
