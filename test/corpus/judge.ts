/** One line of a MANIFEST.tsv: file, kind, source, licence, diagnosis, notes. */
export interface CorpusEntry {
  /** Relative to the folder of the manifest. */
  readonly file: string;
  readonly path: string;
  readonly kind: string;
  /** What a right reading says, in the collector's words. */
  readonly diagnosis: string;
  readonly notes: string;
}

/** What came of one entry, or of one row of an entry that is a table of cases. */
export interface Judgment {
  /** Undefined where the manifest says too little to judge. */
  readonly right: boolean | undefined;
  /** Where it was found, `file` or `file:row`. */
  readonly where: string;
  readonly wanted: string;
  readonly said: string;
}

/** Knows what is right for some kinds of entries. */
export interface Judge {
  readonly name: string;
  knows(entry: CorpusEntry): boolean;
  judge(entry: CorpusEntry): Promise<readonly Judgment[]>;
}
