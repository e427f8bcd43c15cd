/** The job `execute`: has a circuit run by a program outside of Ketlab, and counts the outcomes. */
import * as z from 'zod';
import type { Register } from '../../../language/circuit/circuit.ts';
import { version } from '../../../package.json';
import { JobError } from '../errors.ts';
import { boundCircuit } from '../executor/boundCircuit.ts';
import { measuredCircuit } from '../executor/measuredCircuit.ts';
import { OutsideExecutor } from '../executor/outside.ts';
import { executorSchema } from '../executor/settings.ts';
import type { Counts } from '../mitigate/question.ts';
import type { SimulateResult } from '../protocol.ts';
import { resultRegisters } from '../simulate/outcomes.ts';
import { drawSeed } from '../simulate/random.ts';
import type { Job } from './job.ts';
import { circuitHash } from './provenance.ts';
import { circuitSchema, inputsSchema, wholeNumber } from './schemas.ts';

export const execute: Job<'execute', Promise<SimulateResult>> = {
  parameters: z.object({
    circuit: circuitSchema,
    shots: wholeNumber(1),
    executor: executorSchema,
    seed: z.exactOptional(wholeNumber(0)),
    inputs: z.exactOptional(inputsSchema),
  }),

  async run({ circuit, shots, executor: settings, seed = drawSeed(), inputs = {} }, { onProcess }) {
    const { measured, measuredAll } = measuredCircuit(circuit);
    const registers = resultRegisters(measured, false);
    if (registers.length === 0) {
      throw new JobError("The program has no outcomes. Measure into a 'bit' that is declared outside of all blocks.");
    }
    const task = { circuit: boundCircuit(measured, inputs), shots };
    const executor = new OutsideExecutor(settings, seed, onProcess);
    let counted: Counts | undefined;
    try {
      await executor.run([task], (_, counts) => (counted = counts));
    } finally {
      executor.close();
    }
    return {
      counts: countsByRegister(counted!, measured.bitCount, registers),
      shots: counted!.shots,
      registers: registers.map(({ name, size }) => ({ name, size })),
      measuredAll,
      method: { name: 'executor', title: executor.name, reason: executor.name, memory: 0, automatic: true },
      provenance: {
        job: 'execute',
        seed,
        circuit: circuitHash(circuit),
        method: 'executor',
        executor: executor.name,
        versions: { ketlab: version },
      },
    };
  },
};

/** Registers one after the other, the last declared leftmost, with a space between; see `SimulateResult`. */
function countsByRegister(
  { outcomes }: Counts,
  bitCount: number,
  registers: readonly Register[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  const reversed = [...registers].reverse();
  for (const [digits, count] of outcomes) {
    const key = reversed.map(({ start, size }) => digits.slice(bitCount - start - size, bitCount - start)).join(' ');
    counts[key] = (counts[key] ?? 0) + count;
  }
  return counts;
}
