/** Runs for tests of the Experiments view, done by the very job that users start. */
import type { MitigationRun } from '../../extension/host/experiments/runRecord.ts';
import { mitigate } from '../../extension/worker/jobs/mitigate.ts';
import type { MitigateParameters } from '../../extension/worker/protocol.ts';
import { circuitOf } from '../language/circuit/circuits.ts';

const ZNE = { technique: 'zne', options: { scaleFactors: [1, 2, 3], extrapolation: 'linear' } } as const;

export const parameters: MitigateParameters = {
  circuit: circuitOf('qubit[2] q; h q[0]; cx q[0], q[1]; cx q[0], q[1]; cx q[0], q[1];'),
  observable: 'Z0*Z1',
  shots: 4000,
  seed: 3,
  noise: 'depolarizing(0.002, 0.03) readout(0.02)',
  pipelines: [[{ technique: 'none' }], [ZNE], [{ technique: 'symmetry' }], [{ technique: 'readout' }]],
};

/** A run that was planned and done. */
export async function mitigationRun(more: Partial<MitigationRun> = {}): Promise<MitigationRun> {
  const context = { report: () => {} };
  return {
    kind: 'mitigation',
    id: 'a-1',
    name: 'bell.qasm',
    uri: 'file:///bell.qasm',
    created: '2026-01-02T03:04:05.000Z',
    seed: 3,
    observable: 'Z0*Z1',
    noise: 'depolarizing(0.002, 0.03) readout(0.02)',
    shots: 4000,
    techniques: ['none', 'zne', 'symmetry', 'readout'],
    state: { kind: 'finished', elapsedMs: 12 },
    plan: await mitigate.run({ ...parameters, plan: true }, context),
    result: await mitigate.run(parameters, context),
    ...more,
  };
}
