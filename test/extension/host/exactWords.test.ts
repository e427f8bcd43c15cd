// What is said of a place whose loss is known.
import assert from 'node:assert/strict';
import { exactHover, exactLens } from '../../../extension/host/exactWords.ts';
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
  total: 0.06,
  full: { value: 0.95, standardError: 0, method: 'density matrix of 2 qubits' },
} as unknown as AttributeResult;

describe('exactHover', () => {
  it('adds up the losses of the innermost place, and compares all of them with all noise at once', () => {
    assert.equal(
      exactHover(result, 12),
      '**Exactly, to first order**: the noise here costs 0.04 of the overlap of the outcomes with the ideal ones, 66.7 % of all that noise changes. Without noise it is 1.\n\nAll noise at once costs 0.05; the losses of all places add up to 0.06.',
    );
    assert.match(exactHover(result, 30) ?? '', /costs 0\.02 .* 33\.3 %/);
  });

  it('says where noise raises the figure', () => {
    const raised = { ...result, losses: [loss(0, 5, -0.03), loss(6, 9, 0.01)] };
    assert.match(exactHover(raised, 2) ?? '', /raises the overlap .* by 0\.03, 75 % of all that noise changes/);
  });

  it('says nothing of a place without noise', () => {
    assert.equal(exactHover(result, 40), undefined);
  });
});

describe('exactLens', () => {
  const lens = (changes: object) => exactLens({ ...result, ...changes } as AttributeResult);
  const full = (value: number, standardError = 0) => ({ full: { value, standardError, method: '' } });

  it('says the figure with all noise, and how much of its loss the losses of the places explain', () => {
    assert.equal(lens({ total: 0.06, ...full(0.92) }), 'exact: 92 % overlap · first order explains 75 % of the loss');
    assert.equal(lens({}), 'exact: 95 % overlap · first order overstates the loss by 20 %');
    assert.equal(
      lens({ figure: 'state', ...full(0.94, 0.001) }),
      'exact: ≈ 94 % fidelity · first order explains 100 % of the loss',
    );
    assert.equal(
      lens({ figure: 'observable', observable: 'Z0', ideal: -1, total: -0.3, ...full(-0.75) }),
      'exact: ⟨Z0⟩ = -0.75, -1 without noise · first order overstates the loss by 20 %',
    );
  });

  it('says where first order says nothing, and where all noise at once is not known', () => {
    assert.match(lens({ total: 0.5 }), /first order does not explain the loss$/);
    assert.match(lens({ ...full(1) }), /noise costs nothing$/);
    assert.equal(lens({ full: undefined }), 'exact to first order: the losses add up to 0.06 of 1');
  });
});
