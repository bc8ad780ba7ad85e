import type { ApplicationConfig, Setting } from './config.ts';
import { descendants, type Element, elementAt } from './xml-tree.ts';

/** The applications of all sites, with the pool each runs in. */
export function applicationsOf(top: Element): ApplicationConfig[] {
  return [...descendants(top, 'sites')].flatMap((sites) =>
    sites.children
      .filter(({ name }) => name === 'site')
      .flatMap((site) =>
        site.children
          .filter(({ name }) => name === 'application')
          .map((application) => applicationOf(application, site, sites)),
      ),
  );
}

function applicationOf(application: Element, site: Element, sites: Element): ApplicationConfig {
  const defaults = [elementAt(site, 'applicationDefaults'), elementAt(sites, 'applicationDefaults')];
  const read = (name: string): Setting<string> | undefined => {
    const own = application.attributes[name];
    if (own !== undefined) return { value: own, origin: 'explicit', written: own, line: application.line };
    const inherited = defaults.find((one) => one?.attributes[name] !== undefined);
    const value = inherited?.attributes[name];
    return inherited === undefined || value === undefined
      ? undefined
      : { value, origin: 'defaults', written: value, line: inherited.line };
  };
  const pool = read('applicationPool');
  const preload = read('preloadEnabled');
  const root = application.children.find(
    ({ name, attributes }) => name === 'virtualDirectory' && attributes['path'] === '/',
  );
  const physicalPath = root?.attributes['physicalPath'];
  const siteId = site.attributes['id'];
  return {
    site: site.attributes['name'] ?? '',
    ...(siteId === undefined ? {} : { siteId }),
    path: application.attributes['path'] ?? '/',
    ...(pool === undefined ? {} : { pool }),
    preloadEnabled:
      preload === undefined
        ? { value: false, origin: 'schema' }
        : { ...preload, value: preload.value.toLowerCase() === 'true' },
    ...(physicalPath === undefined ? {} : { physicalPath }),
    line: application.line,
  };
}
