/** Problems in a device's data, before it is known where in a text they are. */

/** The way from the whole into its part: names of fields and indices of lists. */
export type DataPath = readonly (string | number)[];

export interface DataProblem {
  readonly path: DataPath;
  /** An error leaves no device; a warning says what was left out or changed. */
  readonly severity: 'error' | 'warning';
  /** What is wrong and how to mend it. */
  readonly message: string;
}
