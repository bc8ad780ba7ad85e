/** One message people meet: how it is recognized, what it means, what it points to. */
export interface Meaning {
  /** Linear; matched against one line without its log prefix, then against all lines joined by blanks. */
  readonly pattern: RegExp;
  /** One or two sentences for a person on call; `$1` … are the pattern's groups. */
  readonly says: string;
  /** Name of the code it stands for; absent where no file of a host is at fault. */
  readonly name?: string;
  /** Paths on the host to look at, likeliest first. */
  readonly where?: readonly string[];
  /**
   * `fault` (the default): something is broken. `normal`: the text is an expected answer, or a healthy one.
   * `transient`: a fault only if it lasts; ignored where the same log goes on well.
   */
  readonly kind?: 'fault' | 'normal' | 'transient';
  /** `possible` where the text shows a state that has many causes; else a fault is likely. */
  readonly confidence?: 'possible';
  /** Says only that something failed; of use where nothing in the text says more. */
  readonly lastResort?: true;
  /** What of a node can cause it, where no code says so: its faults explain the text. */
  readonly part?: 'cni' | 'kube-scheduler';
}
