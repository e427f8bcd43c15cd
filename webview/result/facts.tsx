/** What kind of run a result is of: how many shots, how it was simulated and why so, what it took. */
import type { Provenance } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import { bitOrder } from './outcomes.ts';
import type { FinishedRun } from './state.ts';

export function Facts({ finished }: { readonly finished: FinishedRun }) {
  const { name, result, elapsedMs } = finished;
  const { noise } = result.provenance;
  const outcomes = Object.keys(result.counts).length;
  const facts = [
    `${withSeparators(result.shots)} ${result.shots === 1 ? 'shot' : 'shots'}`,
    `${withSeparators(outcomes)} ${outcomes === 1 ? 'outcome' : 'outcomes'}`,
    `seed ${result.provenance.seed}`,
    formatElapsed(elapsedMs),
  ];
  return (
    <>
      <h1>{name}</h1>
      <p class="facts">{facts.join(' · ')}</p>
      <p class="facts">
        {result.method.name === 'executor' ? 'Run' : 'Simulated'} by {result.method.reason}
        {!result.method.automatic && ' (as asked for)'}
        {result.discardedWeight ? ` · truncation left out ${result.discardedWeight.toPrecision(2)} of the norm` : ''}
      </p>
      {noise !== undefined && <p class="facts">Noise: {noiseText(noise)}</p>}
      {result.measuredAll && <p class="facts">The program measures nothing: all qubits were measured at its end.</p>}
      {result.registers.length > 0 && (
        <p class="facts">
          Bits from left to right: <code>{bitOrder(result)}</code>
        </p>
      )}
    </>
  );
}

const noiseText = (noise: NonNullable<Provenance['noise']>): string =>
  typeof noise === 'string' ? noise : 'a model of its own';

function formatElapsed(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
