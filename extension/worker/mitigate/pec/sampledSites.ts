/** Circuits with something drawn at random behind their operations: at each site one of several choices, with a sign. */
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import type { Random } from '../../simulate/random.ts';
import { linearMapAt } from '../execute/linearMap.ts';

/** What may be put in at a site. */
export interface Way {
  /** The first puts nothing in. */
  readonly choices: readonly (readonly Operation[])[];
  /** Ends with 1. */
  readonly cumulative: readonly number[];
  readonly negative: readonly boolean[];
  /** The mean of what is drawn, with signs, times the norm of the coefficients: a Pauli transfer matrix. */
  readonly map: Float64Array;
}

export interface SampledSite {
  /** Number of an operation. */
  readonly behind: number;
  readonly qubits: readonly number[];
  readonly way: Way;
}

export interface DrawnCircuit {
  readonly circuit: Circuit;
  readonly sign: 1 | -1;
  readonly times: number;
}

interface Pick {
  readonly behind: number;
  readonly operations: readonly Operation[];
}

export class SampledCircuit {
  readonly #circuit: Circuit;
  readonly #sites: readonly SampledSite[];

  /** @param sites in the order of the operations that they stand behind */
  constructor(circuit: Circuit, sites: readonly SampledSite[]) {
    this.#circuit = circuit;
    this.#sites = sites;
  }

  /** Equal circuits come once, with how often they were drawn. */
  drawAll(samples: number, random: Random): readonly DrawnCircuit[] {
    const drawn = new Map<string, { readonly picks: readonly Pick[]; readonly sign: 1 | -1; times: number }>();
    for (let sample = 0; sample < samples; sample++) {
      const picks: Pick[] = [];
      let sign: 1 | -1 = 1;
      let key = '';
      for (const { behind, way } of this.#sites) {
        const choice = pick(way.cumulative, random());
        if (way.negative[choice]) sign = sign === 1 ? -1 : 1;
        const operations = way.choices[choice]!;
        if (choice === 0) continue;
        key += `${picks.length === 0 ? '' : ' '}${behind}:${choice}`;
        picks.push({ behind, operations });
      }
      // The sign comes with the choices, but for those of 0, which put nothing in.
      key += sign;
      const known = drawn.get(key);
      if (known) known.times++;
      else drawn.set(key, { picks, sign, times: 1 });
    }
    return [...drawn.values()].map(({ picks, sign, times }) => ({ circuit: this.#with(picks), sign, times }));
  }

  /** The circuit with the mean of all that can be drawn, times γ: linear maps behind the noisy gates. */
  onAverage(): Circuit {
    return this.#with(
      this.#sites.map(({ behind, qubits, way }) => ({ behind, operations: [linearMapAt(qubits, way.map)] })),
    );
  }

  #with(picks: readonly Pick[]): Circuit {
    const operations: Operation[] = [];
    let next = 0;
    this.#circuit.operations.forEach((operation, index) => {
      operations.push(operation);
      for (; picks[next]?.behind === index; next++) operations.push(...picks[next]!.operations);
    });
    return { ...this.#circuit, operations };
  }
}

function pick(cumulative: readonly number[], random: number): number {
  let choice = 0;
  while (choice < cumulative.length - 1 && random >= cumulative[choice]!) choice++;
  return choice;
}
