/** Policies for tests. */
import { readFileSync } from 'node:fs';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { circuitOf } from '../../../language/circuit/circuits.ts';

/** The sample, which is the circuit of arXiv 2212.06663 with one layer. */
export const cartPoleCircuit = (): Circuit => circuitOf(readFileSync('extension/samples/cartpole.qasm', 'utf8'));
