/** Techniques whose standard errors are checked, each on a small circuit that has something for it. */
import type { Stage } from '../../../../extension/worker/mitigate/pipeline.ts';
import type { Repeated } from './coverage.ts';

const BELL = 'qubit[2] q; ry(0.9) q[0]; cx q[0], q[1];';
const TURNS =
  'qubit[2] q; ry(0.4) q[0]; rz(0.3) q[0]; cx q[0], q[1]; ry(0.7) q[1]; cx q[0], q[1]; rx(0.5) q[0]; ry(0.6) q[1];';
const GATES = { program: BELL, observable: 'Z0 + 0.5*X0*X1', noise: 'depolarizing(0.02, 0.05)', shots: 4000 };
const READ = { ...GATES, noise: 'depolarizing(0.01) readout(0.04, 0.08)' };

const of = (technique: Stage['technique'], options?: object): Stage => ({ technique, ...(options && { options }) });

/** Quick ones; those of many circuits, or that draw their errors again for each value, are `SLOW`. */
export const QUICK: Readonly<Record<string, readonly [readonly Stage[], Repeated]>> = {
  none: [[of('none')], GATES],
  'zne linear': [[of('zne', { extrapolation: 'linear' })], GATES],
  'zne Richardson': [[of('zne', { extrapolation: 'richardson' })], GATES],
  readout: [[of('readout')], READ],
  'readout subspace': [[of('readout', { method: 'subspace' })], READ],
  trex: [[of('trex')], READ],
  'post-selection': [
    [of('post-selection', { symmetries: ['Z0*Z1'] })],
    { ...GATES, program: 'qubit[2] q; ry(0.9) q[0]; cx q[0], q[1];', observable: 'Z0' },
  ],
  symmetry: [[of('symmetry', { symmetries: ['Z0*Z1'] })], { ...GATES, observable: 'Z0' }],
  twirl: [[of('twirl')], { ...GATES, noise: 'crosstalk(0.2) depolarizing(0.01)' }],
  ddd: [[of('ddd')], GATES],
  'zne linear + readout': [[of('zne', { extrapolation: 'linear' }), of('readout')], READ],
};

export const SLOW: Readonly<Record<string, readonly [readonly Stage[], Repeated]>> = {
  'zne exponential': [[of('zne', { extrapolation: 'exponential' })], GATES],
  'zne automatic': [[of('zne')], GATES],
  'adaptive-zne': [[of('adaptive-zne')], GATES],
  'readout, physical': [[of('readout', { physical: true })], READ],
  'readout, Bayesian': [[of('readout', { method: 'bayesian' })], READ],
  pec: [[of('pec', { samples: 100 })], GATES],
  cdr: [[of('cdr', { trainingCircuits: 30 })], { ...GATES, program: TURNS, observable: 'Z0' }],
  'zne linear + twirl': [[of('zne', { extrapolation: 'linear' }), of('twirl')], GATES],
  vncdr: [[of('vncdr', { trainingCircuits: 30 })], { ...GATES, program: TURNS, observable: 'Z0' }],
};
