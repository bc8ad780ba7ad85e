// What the licenses of bundled packages ask for: their texts, beside the bundle.
import { readdir, readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The texts in a package's own folder; some keep them in another spelling. */
const legal = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** A package that was published without its license file has it here, as its repository does. */
const ours = (name) => fileURLToPath(new URL(`licenses/${name.replace('/', '+')}.txt`, import.meta.url));

/** `[folder, name]` of the packages from which a build took files, by the metafile of esbuild; nested ones too. */
export function bundledPackages({ outputs }) {
  const paths = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  // "late:" and the like stand before the path of what a plug-in loaded.
  const own = paths.map((path) => relative('.', path.replace(/^[a-z-]{2,}:/, '')).replaceAll('\\', '/'));
  const folders = own.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]);
  const found = [...new Set(folders)].filter((folder) => folder !== undefined).sort();
  return found.map((folder) => [folder, folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)]);
}

/** The same with what each says of itself, by name. */
export async function packagesOf(...metafiles) {
  const folders = new Map(metafiles.flatMap(bundledPackages));
  const packages = [...folders].map(async ([folder, name]) => {
    const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    return { folder, name, version, license };
  });
  return (await Promise.all(packages)).sort((a, b) => (`${a.name} ${a.folder}` < `${b.name} ${b.folder}` ? -1 : 1));
}

/** Name, version, license and its texts of every bundled package. Throws where one has no license text. */
export async function thirdPartyLicenses(...metafiles) {
  const parts = [];
  for (const { folder, name, version, license } of await packagesOf(...metafiles)) {
    const files = (await readdir(folder)).filter((file) => legal.test(file)).sort();
    const paths = files.length > 0 ? files.map((file) => `${folder}/${file}`) : [ours(name)];
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    if (typeof license !== 'string' || texts.some((text) => !/copyright/i.test(text)))
      throw new Error(`${folder}: no license text`);
    parts.push(
      `${name} ${version} (${license})\n\n${texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n')}\n`,
    );
  }
  const rule = `\n${'-'.repeat(78)}\n\n`;
  return `diag holds code of these packages, each under its own license.\n${rule}${parts.join(rule)}`;
}
