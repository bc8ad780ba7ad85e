/** Something that an input says it does not hold. */
export interface Gap {
  /** Resource, `nodes`, or what else is missing. */
  readonly what: string;
  /** The server refused it: `what` is a resource. */
  readonly refused: boolean;
  /** The line or message that says so. */
  readonly text: string;
  readonly source: string;
  readonly line?: number | undefined;
}
