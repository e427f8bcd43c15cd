/** The names of the techniques, apart from what they do: the command line knows them without loading them. */
export const TECHNIQUE_NAMES = [
  'none',
  'zne',
  'adaptive-zne',
  'readout',
  'trex',
  'post-selection',
  'symmetry',
  'twirl',
  'pec',
  'pea',
  'ddd',
  'cdr',
  'vncdr',
  'lre',
  'noise-estimation',
  'qse',
  'virtual-distillation',
  'shadows',
  'debias',
  'sharpen',
  'spectral-filtering',
] as const;

export type TechniqueName = (typeof TECHNIQUE_NAMES)[number];
