import type { IisConfig } from '../../../input/iis/config.ts';

/** What the applications of a log are called and which pool serves them. */
export interface Applications {
  /** `Site/App` of a config path, the last folder of a physical path, else the name as it stands; one name an application. */
  name(app: string): string;
  /** Absent where neither the configuration nor a pool of the same name tells. */
  pool(app: string): string | undefined;
}

/** Slashes one way and none at the ends. */
const tidy = (path: string): string => path.replace(/[\\/]+/g, '/').replace(/^\/|\/$/g, '');

const configPath = /^MACHINE\/WEBROOT\/APPHOST\/(.+)$/i;
const physicalPath = /^(?:[A-Z]:\/|%)/i;

/** `apps` are all names a log uses: 1033 gives a config path, 1032 of some versions a physical path. */
export function applicationsOf(
  configs: readonly IisConfig[],
  apps: readonly string[],
  pools: readonly string[],
): Applications {
  const known = configs.flatMap(({ applications }) =>
    applications.map((one) => ({
      name: tidy(`${one.site}/${one.path}`),
      folder: tidy(one.physicalPath ?? '')
        .replace(/^%[A-Z]+%\//i, '')
        .toUpperCase(),
      pool: one.pool?.value ?? 'DefaultAppPool',
    })),
  );
  const names = [...new Set(apps)].flatMap((app) => configPath.exec(tidy(app))?.[1] ?? []);

  const nameOfFolder = (path: string): string => {
    const upper = path.toUpperCase();
    const configured = known.find(({ folder }) => folder !== '' && (upper === folder || upper.endsWith(`/${folder}`)));
    const last = path.split('/').at(-1) ?? path;
    const alike = names.filter((name) => `/${name}`.toUpperCase().endsWith(`/${last}`.toUpperCase()));
    return configured?.name ?? (alike.length === 1 ? (alike[0] ?? last) : last);
  };
  const name = (app: string): string => {
    const path = tidy(app);
    const found = configPath.exec(path)?.[1] ?? (physicalPath.test(path) ? nameOfFolder(path) : app);
    // The module writes config paths in capitals; people know them as the configuration or the pool has them.
    const called = [...known.map((one) => one.name), ...pools, ...names];
    return called.find((one) => one.toUpperCase() === found.toUpperCase()) ?? found;
  };
  const pool = (app: string): string | undefined => {
    const key = name(app).toUpperCase();
    const last = key.split('/').at(-1);
    const called = (wanted: string | undefined) => pools.find((one) => one.toUpperCase() === wanted);
    return known.find((one) => one.name.toUpperCase() === key)?.pool ?? called(key) ?? called(last);
  };
  return { name, pool };
}
