/**
 * Digital dynamical decoupling: pulses that do nothing together are put where qubits wait, so that slow noise undoes itself.
 * Viola, Knill and Lloyd, Phys. Rev. Lett. 82 (1999) 2417; Das et al., "ADAPT", arXiv 2109.05309.
 */
import * as z from 'zod';
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { wiresOf } from '../../../../language/circuit/moments.ts';
import { JobError } from '../../errors.ts';
import { barrierOn, layersOf } from '../layers.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { turnAt, withStandardGates } from '../standardGates.ts';
import { technique } from '../technique.ts';
import { isIdentity, SEQUENCES, type Sequence, sequenceOf, timedSequenceOf } from './sequences.ts';
import { slackOf } from './slack.ts';
import { decoupledInTime } from './timed.ts';

const options = z
  .strictObject({
    sequence: z.enum(SEQUENCES, { error: `must be one of ${SEQUENCES.join(', ')}` }).default('xyxy'),
    pulses: z.array(z.enum(['x', 'y'], { error: 'must be x or y' })).optional(),
    spacing: z.int().min(0).optional(),
    repeated: z.boolean({ error: 'must be true or false' }).default(false),
    order: z
      .int()
      .min(2)
      .refine((order) => order % 2 === 0, { error: 'must be even' })
      .default(4),
    ends: z.boolean({ error: 'must be true or false' }).default(false),
    unit: z
      .enum(['automatic', 'moments', 'nanoseconds'], { error: 'must be automatic, moments or nanoseconds' })
      .default('automatic'),
    grid: z.number().min(0).default(0),
  })
  .refine(({ sequence, pulses = [] }) => sequence !== 'custom' || isIdentity(pulses), {
    path: ['pulses'],
    error: 'must be the identity together, such as ["x","x"]: others change the circuit',
  })
  .prefault({});

export const ddd = technique({
  title: 'Dynamical decoupling',
  description: 'Puts pulses that do nothing together where qubits wait.',
  kind: 'circuits',
  options,
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

function* ask(question: Question, { device }: Context, settings: z.infer<typeof options>): Asking<Finding> {
  const { unit, grid, ends } = settings;
  const isTimed = unit === 'nanoseconds' || (unit === 'automatic' && device !== undefined);
  if (isTimed && !device) {
    throw new JobError('Decoupling in nanoseconds needs the times of a device: name it by --device.');
  }
  const { circuit, windows } =
    isTimed && device
      ? decoupledInTime(question.circuit, device, timedSequenceOf(settings, grid * 1e-9))
      : decoupled(question.circuit, sequenceOf(settings), ends);
  const [finding] = yield [{ ...question, circuit }];
  const warnings = windows === 0 ? ['No qubit waits long enough for the sequence: the circuit stays as it is.'] : [];
  return { ...finding!, warnings };
}

/**
 * The circuit with a sequence in each time of waiting that is long enough for it. Barriers keep its moments as they are.
 *
 * @param ends also before a qubit's first operation and behind its last
 */
export function decoupled(
  circuit: Circuit,
  sequence: Sequence,
  ends: boolean,
): { readonly circuit: Circuit; readonly windows: number } {
  const layers = layersOf(circuit);
  const wires = layers.map(
    (layer) => new Set(layer.filter(takesTime).flatMap((operation) => wiresOf(operation).qubits)),
  );
  const used = [...new Set(wires.flatMap((qubits) => [...qubits]))].sort((a, b) => a - b);
  const busy = used.map((qubit) => wires.map((qubits) => qubits.has(qubit)));
  const whole = withStandardGates(circuit, ['x', 'y']);
  const inserted = layers.map((): Operation[] => []);
  let windows = 0;
  for (const { qubit, start, length } of slackOf(busy)) {
    const isInside = start > 0 && start + length < layers.length;
    const pulses = isInside || ends ? sequence(length) : undefined;
    if (!pulses) continue;
    windows++;
    for (const { at, angle } of pulses) inserted[start + at]!.push(turnAt(whole, used[qubit]!, angle, 'decoupling'));
  }
  if (windows === 0) return { circuit, windows };
  const wall = barrierOn(used, 'decoupling');
  const operations = layers.flatMap((layer, index) => [...(index === 0 ? [] : [wall]), ...layer, ...inserted[index]!]);
  return { circuit: { ...whole, operations }, windows };
}

const takesTime = ({ kind }: Operation): boolean => kind !== 'barrier' && kind !== 'nop';
