/** The job `decode`: what each decoding of a program's outcomes extracts and sees, without any training. */
import * as z from 'zod';
import { trainingPlanOf } from '../../../language/training/trainingPlan.ts';
import { version } from '../../../package.json';
import { randomStreams } from '../simulate/random.ts';
import { decodingOf, extractedInformation, globality, MAX_MEASURED_QUBITS, qubitsRead } from '../train/decoding.ts';
import { environmentOf } from '../train/environments/environments.ts';
import { initialVariance } from '../train/initialVariance.ts';
import { slotsSeen } from '../train/lightCone.ts';
import { Policy, policyCircuitOf } from '../train/policy.ts';
import type { DecodeResult } from '../train/results.ts';
import type { Job } from './job.ts';
import { circuitHash } from './provenance.ts';
import { circuitSchema, wholeNumber } from './schemas.ts';

export const decode: Job<'decode'> = {
  parameters: z.object({
    circuit: circuitSchema,
    actions: z.exactOptional(wholeNumber(2)),
    decodings: z.exactOptional(z.array(z.string()).min(1)),
    seed: z.exactOptional(wholeNumber(0)),
  }),

  run({ circuit, decodings, seed = 0, ...parameters }) {
    const plan = trainingPlanOf(circuit);
    const policyCircuit = policyCircuitOf(circuit, plan);
    const { task, decode: own } = plan.settings;
    const actions = parameters.actions ?? (task === undefined ? 2 : environmentOf(task, 1).actions);
    const wanted = decodings ?? usualDecodings(circuit.qubitCount, actions, own);
    const names = circuit.variables.flatMap(({ name }, variable) => {
      const size = policyCircuit.slots.sizes[variable]!;
      const isList = circuit.variables[variable]!.type.kind === 'array';
      return Array.from({ length: size }, (_, index) => (isList ? `${name}[${index}]` : name));
    });
    return {
      qubits: circuit.qubitCount,
      actions,
      decodings: wanted.map((text): DecodeResult['decodings'][number] => {
        const decoding = decodingOf(text, circuit.qubitCount, actions);
        const seen = slotsSeen(policyCircuit, decoding);
        const measured = globality(decoding);
        const policy = new Policy(policyCircuit, plan, decoding);
        return {
          name: text,
          ...(measured !== undefined && { globality: measured }),
          reads: qubitsRead(decoding),
          unseen: names.filter((_, slot) => !seen[slot]),
          gradientVariance: initialVariance(policy, plan, randomStreams(seed)(0)),
          ...(circuit.qubitCount <= MAX_MEASURED_QUBITS && { extracted: [...extractedInformation(decoding)] }),
        };
      }),
      provenance: {
        job: 'decode',
        seed,
        circuit: circuitHash(circuit),
        method: 'enumeration',
        versions: { ketlab: version },
      },
    };
  },
};

/** Global, all q-local ones where there are two actions, local, and the program's own. */
function usualDecodings(qubits: number, actions: number, own: string | undefined): readonly string[] {
  const sizes = actions === 2 ? Array.from({ length: Math.max(0, qubits - 2) }, (_, index) => qubits - 1 - index) : [];
  return [
    ...new Set(['global', ...sizes.map((size) => `${size}-local`), 'local', ...(own === undefined ? [] : [own])]),
  ];
}
