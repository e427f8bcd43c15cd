/** All techniques of error mitigation. */
import { none } from './readout/plain.ts';
import type { Technique } from './technique.ts';
import type { TechniqueName } from './techniqueNames.ts';

export const TECHNIQUES: { readonly [Name in TechniqueName]: Technique } = { none };
