/** A fault put into a lab, a flow, and what is to be said about it. */
export interface Case {
  readonly name: string;
  /** Lines of a lab. */
  readonly inject: string;
  /** Words of `diag net-path`; the first is a namespace of the lab, `%c`. */
  readonly flow: readonly string[];
  /** Names of the root findings; empty: it works. */
  readonly roots: readonly string[];
}

/** Makes the cases of a lab, most of which ask for the same flow. */
export const caseOf =
  (usual: readonly string[]) =>
  (name: string, inject: string, roots: readonly string[], flow: readonly string[] = usual): Case => ({
    name,
    inject,
    roots,
    flow,
  });

/** A lab with all its cases. */
export interface LabCases {
  readonly lab: string;
  readonly namespaces: readonly string[];
  readonly setup: string;
  readonly cases: readonly Case[];
}
