import type { NonEmpty } from '../finding.ts';
import type { Required } from '../patterns/required-texts.ts';

/** One form in which secrets stand in texts. */
export interface SecretShape {
  readonly id: string;
  /** Global and linear. */
  readonly pattern: RegExp;
  /** What the pattern requires: the build writes it. */
  readonly requires?: Required;
  /** As `String.replace` takes it: what stays of the match, and what stands for the rest. */
  readonly replacement: string;
  /** A quicker look: without it nothing of the pattern is there. */
  readonly only?: RegExp;
  /** Fits what is analyzed too (certificates): masked in what is printed, sent by collectors of Kubernetes nodes. */
  readonly analyzed?: true;
  /** Texts, each with the part of it that must be gone. */
  readonly samples: NonEmpty<readonly [text: string, secret: string]>;
  /** Near misses: texts that stay as they are. */
  readonly not: readonly string[];
  /** Where the form is described. */
  readonly source: string;
}
