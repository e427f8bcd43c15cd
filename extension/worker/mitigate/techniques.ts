/** All techniques of error mitigation. */

import { debias } from './assignment/debias.ts';
import { sharpen } from './assignment/sharpen.ts';
import { cdr, variableNoiseCdr } from './cdr/cdr.ts';
import { ddd } from './ddd/ddd.ts';
import { distillation } from './distillation/distillation.ts';
import { lre } from './lre/lre.ts';
import { noiseEstimation } from './noiseEstimation/noiseEstimation.ts';
import { pea } from './pea/pea.ts';
import { pec } from './pec/pec.ts';
import { qse } from './qse/qse.ts';
import { none } from './readout/plain.ts';
import { postSelection } from './readout/postSelection.ts';
import { readout } from './readout/readout.ts';
import { symmetryVerification } from './readout/symmetryVerification.ts';
import { trex } from './readout/trex.ts';
import { shadows } from './shadows/shadows.ts';
import { spectralFiltering } from './spectralFiltering/spectralFiltering.ts';
import type { Technique } from './technique.ts';
import type { TechniqueName } from './techniqueNames.ts';
import { twirl } from './twirl/twirl.ts';
import { adaptive } from './zne/adaptive.ts';
import { zne } from './zne/zne.ts';

export const TECHNIQUES: { readonly [Name in TechniqueName]: Technique } = {
  none,
  zne,
  'adaptive-zne': adaptive,
  readout,
  trex,
  'post-selection': postSelection,
  symmetry: symmetryVerification,
  twirl,
  pec,
  pea,
  ddd,
  cdr,
  vncdr: variableNoiseCdr,
  lre,
  'noise-estimation': noiseEstimation,
  qse,
  'virtual-distillation': distillation,
  shadows,
  debias,
  sharpen,
  'spectral-filtering': spectralFiltering,
};
