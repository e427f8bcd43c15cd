/** The names of the machines that come with Ketlab, smallest first; for those who need no more of them. */
export const MACHINE_NAMES = [
  'manila',
  'jakarta',
  'guadalupe',
  'montreal',
  'brooklyn',
  'sherbrooke',
  'torino',
  'fez',
] as const;

export type MachineName = (typeof MACHINE_NAMES)[number];
