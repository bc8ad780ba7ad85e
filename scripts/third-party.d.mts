interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}

export function bundledPackages(metafile: Metafile): [folder: string, name: string][];
export function thirdPartyLicenses(...metafiles: Metafile[]): Promise<string>;
