// The error budget's estimate against full density matrices; `npm run conformance -- noise` prints the whole table.
import assert from 'node:assert/strict';
import { budgetAgainstExact } from '../../conformance/material/budgetAgainstExact.ts';
import { NOISE_CIRCUITS } from '../../conformance/material/noiseCircuits.ts';

/** How far the estimate may be from the fidelity of the state and its readout, by device. */
const DISTANCES = { manila: 0.05, 'grid(2x3, error2=0.005)': 0.03, 'ion-trap(5)': 0.005 } as const;

describe('the estimated success', () => {
  for (const [device, distance] of Object.entries(DISTANCES)) {
    it(`is within ${distance} of the exact fidelity on ${device}`, () => {
      for (const name of ['Bell', 'GHZ-3', 'Deutsch-Jozsa', 'hidden shift', 'W-3', 'QFT-3 and back', 'Grover-2']) {
        const { estimate, state } = budgetAgainstExact(NOISE_CIRCUITS[name]!, device);
        assert.ok(Math.abs(estimate - state) < distance, `${name}: ${estimate} beside ${state}`);
      }
    });
  }
});
