/** All simulation methods by name. */
import { dense } from './dense/method.ts';
import { density } from './density/method.ts';
import type { SimulationMethod } from './method.ts';
import type { MethodName } from './methodNames.ts';
import { mps } from './mps/method.ts';
import { pauli } from './pauli/method.ts';
import { reference } from './reference.ts';
import { sparse } from './sparse/method.ts';
import { stabilizer } from './stabilizer/stabilizer.ts';

export const METHODS: { readonly [Name in MethodName]: SimulationMethod } = {
  statevector: dense,
  sparse,
  density,
  stabilizer,
  mps,
  pauli,
  reference,
};
