/**
 * Spectral filtering: the angles of the circuit are turned together once around, where the observable is a sum of few
 * harmonics; those that are as small as noise makes them are dropped. Quantinuum's Qermit has a method of this name.
 */
import * as z from 'zod';
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { JobError } from '../../errors.ts';
import { allocate } from '../allocation.ts';
import type { Asking, Finding, Question } from '../question.ts';
import { technique } from '../technique.ts';
import { filterHarmonics } from './harmonics.ts';

const options = z
  .strictObject({
    /** Names of the gates that are turned; absent: all that can be. */
    gates: z.array(z.string()).min(1).optional(),
    /** Absent: as few as the harmonics take, and one half more. */
    points: z.int().min(3).max(1001).optional(),
    /** In standard errors of an amplitude. */
    threshold: z.number().min(0).default(2),
    /** Of the largest amplitude. */
    tolerance: z.number().min(0).lt(1).default(0.01),
  })
  .prefault({});

type SpectralOptions = z.infer<typeof options>;

export const spectralFiltering = technique({
  title: 'Spectral filtering',
  description: 'Drops what is small in the spectrum of the observable over the angles of the circuit.',
  kind: 'circuits',
  options,
  make: (settings) => ({ ask: (question) => ask(question, settings) }),
});

/** Gates whose angle makes one harmonic each. Those of controlled turns make halves. */
const TURNED: ReadonlySet<string> = new Set('rx ry rz p phase u1 rxx ryy rzz rzx cp cphase cu1'.split(' '));
/** More circuits than this are none that anybody runs. */
const MAX_POINTS = 1001;

function* ask({ circuit, observable, shots }: Question, options: SpectralOptions): Asking<Finding> {
  const { gates, threshold, tolerance } = options;
  const places = turnedPlaces(circuit, gates && new Set(gates));
  const highest = places.size;
  const enough = 2 * highest + 1;
  const { points = Math.min(MAX_POINTS, enough + highest) } = options;
  if (highest === 0) {
    throw new JobError(
      'Spectral filtering needs gates with an angle, such as rx or cp: there is nothing to turn here.',
    );
  }
  if (points < enough) {
    throw new JobError(
      `Spectral filtering turns ${highest} gates, which takes ${enough} points at least; there are ${points}. Name fewer gates, such as --set 'spectral-filtering.gates=["rx"]'.`,
    );
  }
  if (points > shots) {
    throw new JobError(`Spectral filtering takes ${points} circuits; there are only ${shots} shots.`);
  }
  const shares = allocate(shots, new Array<number>(points).fill(1));
  const findings = yield Array.from({ length: points }, (_, point) => ({
    circuit: turned(circuit, places, (2 * Math.PI * point) / points),
    observable,
    shots: shares[point]!,
  }));
  const values = findings.map(({ value }) => value);
  // An amplitude is twice a mean of values times cosines or sines.
  const chance = (Math.SQRT2 * Math.hypot(...findings.map(({ standardError }) => standardError))) / points;
  const largest = Math.max(...filterHarmonics(values, highest, 0).amplitudes);
  const { value, weights, amplitudes } = filterHarmonics(
    values,
    highest,
    Math.max(threshold * chance, tolerance * largest),
  );
  return {
    value,
    standardError: Math.hypot(...findings.map(({ standardError }, index) => weights[index]! * standardError)),
    details: { kind: 'spectrum', amplitudes },
  };
}

function turnedPlaces(circuit: Circuit, names: ReadonlySet<string> | undefined): ReadonlySet<number> {
  const places = circuit.operations.flatMap((operation, index) => {
    if (operation.kind !== 'gate' || operation.controls || operation.powers) return [];
    const { name, standard } = circuit.gates[operation.gate]!;
    return standard && TURNED.has(name) && (names?.has(name) ?? true) ? [index] : [];
  });
  return new Set(places);
}

function turned(circuit: Circuit, places: ReadonlySet<number>, by: number): Circuit {
  if (by === 0) return circuit;
  const operations = circuit.operations.map((operation, index): Operation => {
    if (operation.kind !== 'gate' || !places.has(index)) return operation;
    const parameters = operation.parameters.map((angle) => (typeof angle === 'number' ? angle + by : angle));
    return { ...operation, parameters, inserted: 'turning' };
  });
  return { ...circuit, operations };
}
