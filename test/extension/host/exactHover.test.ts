// What is said of a place whose loss is known.
import assert from 'node:assert/strict';
import { exactHover } from '../../../extension/host/exactHover.ts';
import type { AttributeResult } from '../../../extension/worker/protocol.ts';

const loss = (start: number, end: number, value: number, source?: number) => ({
  operation: start,
  kind: 'channel' as const,
  wires: [0],
  start,
  end,
  ...(source !== undefined && { source }),
  loss: value,
});

const result = {
  figure: 'distribution',
  ideal: 1,
  losses: [loss(0, 40, 0.02), loss(10, 20, 0.03), loss(10, 20, 0.01), loss(10, 20, 0.5, 1)],
  total: 0.1,
  full: { value: 0.91, method: 'density matrix of 2 qubits' },
} as unknown as AttributeResult;

describe('exactHover', () => {
  it('adds up the losses of the innermost place, and compares all of them with all noise at once', () => {
    assert.equal(
      exactHover(result, 12),
      '**Exactly, to first order**: the noise here costs 0.04 (40 % of all losses) of the overlap of the outcomes with the ideal ones, which is 1 without noise.\n\nAll noise at once costs 0.09; the losses of all places add up to 0.1.',
    );
    assert.match(exactHover(result, 30) ?? '', /costs 0\.02 \(20 %/);
  });

  it('says nothing of a place without noise', () => {
    assert.equal(exactHover(result, 40), undefined);
  });
});
