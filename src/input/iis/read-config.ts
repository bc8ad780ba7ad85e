import { type DiagError, unrecognizedInput } from '../../core/errors.ts';
import { decode } from '../decode.ts';
import type { Source } from '../source.ts';
import { appcmdTree, isAppcmdText, stoppedPools } from './appcmd-text.ts';
import { applicationsOf } from './applications.ts';
import type { IisConfig } from './config.ts';
import { poolsOf } from './pools.ts';
import { descendants, type Element, parseXml, XmlError } from './xml-tree.ts';

/** The largest configurations of hosts with thousands of sites are some 20 MB. */
const maxCharacters = 64 << 20;

/**
 * Reads applicationHost.config, redirection.config, a piece of one, or what `appcmd list apppool /text:*` prints. Throws an input error: with
 * line and column where the XML is broken, by name where it is something else.
 */
export async function readConfig(source: Source): Promise<IisConfig> {
  const decoded = decode(source);
  let text = '';
  for await (const chunk of decoded.chunks()) {
    text += chunk;
    if (text.length > maxCharacters) throw unrecognizedInput(`${source.name}: too large for a configuration`, hint);
  }
  const asText = isAppcmdText(text);
  const top = asText ? appcmdTree(text) : parse(source.name, text);
  const stopped = asText ? stoppedPools(text) : [];
  const redirection = redirectionOf(top);
  const config: IisConfig = {
    source: source.name,
    lines: text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    encoding: decoded.encoding,
    ...poolsOf(top),
    applications: applicationsOf(top),
    ...(redirection === undefined ? {} : { redirection }),
    strayPeriodicRestart: strayOf(top),
    ...(stopped.length === 0 ? {} : { stopped }),
  };
  if (knowsNothing(config, top)) throw unrecognizedInput(`${source.name}: no application pools in it`, hint);
  return config;
}

const hint = 'give %windir%\\System32\\inetsrv\\config\\applicationHost.config';

function parse(name: string, text: string): Element {
  try {
    return parseXml(text);
  } catch (error) {
    throw error instanceof XmlError ? notXml(name, error) : error;
  }
}

const notXml = (name: string, { message, line, column }: XmlError): DiagError =>
  unrecognizedInput(`${name}:${line}:${column}: broken XML: ${message}`, 'IIS would not start with it either');

function redirectionOf(top: Element): IisConfig['redirection'] {
  const [element] = descendants(top, 'configurationRedirection');
  // The section's own declaration in <configSections> is a <section name="configurationRedirection">.
  if (element === undefined) return undefined;
  const { enabled = 'false', path } = element.attributes;
  return { enabled: enabled.toLowerCase() === 'true', ...(path ? { path } : {}), line: element.line };
}

/** periodicRestart anywhere but in a pool: in web.config, where IIS never looks for it. */
function strayOf(top: Element): number[] {
  const inPools = [...descendants(top, 'applicationPools')].flatMap((pools) => [
    ...descendants(pools, 'periodicRestart'),
  ]);
  const known = new Set(inPools);
  const isFragment = top.children.every(({ name }) => name !== 'configuration');
  if (isFragment) return [];
  return [...descendants(top, 'periodicRestart')].filter((one) => !known.has(one)).map(({ line }) => line);
}

const knowsNothing = (config: IisConfig, top: Element): boolean =>
  config.pools.length === 0 &&
  config.applications.length === 0 &&
  config.redirection === undefined &&
  config.strayPeriodicRestart.length === 0 &&
  [...descendants(top, 'applicationPools')].length === 0;
