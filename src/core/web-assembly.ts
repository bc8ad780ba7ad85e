/** The part of WebAssembly that is used; TypeScript declares it for browsers only. */
interface Host {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const host = (globalThis as unknown as { WebAssembly?: Host }).WebAssembly;

/** A module from its bytes in base64; undefined where WebAssembly or its SIMD is switched off. */
export function compile(code: string): object | undefined {
  try {
    return host && new host.Module(Buffer.from(code, 'base64'));
  } catch {
    return undefined;
  }
}

/** What an instance of a module exports, with a memory of its own. */
export const instantiate = <Exports>(module: object): Exports | undefined =>
  host && (new host.Instance(module).exports as Exports);
