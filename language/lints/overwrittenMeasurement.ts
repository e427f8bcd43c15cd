/** Measurements into a bit that holds the outcome of another one, which nothing has read. */
import { type MeasureOperation, type Operation, wireName } from '../circuit/circuit.ts';
import { wiresOf } from '../circuit/moments.ts';
import type { LintContext } from './lint.ts';
import { isOwn, Sites } from './sites.ts';

export function overwrittenMeasurement({ circuit, report }: LintContext): void {
  const sites = new Sites<{ readonly first: MeasureOperation; readonly second: MeasureOperation }>();
  /** Bits with an outcome that nothing has read yet. */
  const unread = new Map<number, MeasureOperation>();
  for (const operation of circuit.operations) {
    if (operation.kind === 'measure') {
      if (operation.bit === undefined) continue;
      const first = unread.get(operation.bit);
      if (first && isOwn(first) && first.start !== operation.start) sites.add(operation, { first, second: operation });
      unread.set(operation.bit, operation);
    } else if (unread.size > 0 && mayRead(operation)) {
      // Whatever such an operation does with a bit, the outcome may have mattered.
      for (const bit of wiresOf(operation).bits) unread.delete(bit);
    }
  }
  for (const { first, second } of sites.everywhere(circuit)) {
    const name = wireName(circuit.bits, second.bit ?? 0);
    const related = [{ start: first.start, end: first.end, message: `The outcome that is lost is measured here.` }];
    const message = `This overwrites the outcome in '${name}' before anything has read it. Measure into another bit.`;
    report('overwritten-measurement', second, message, { related });
  }
}

function mayRead(operation: Operation): boolean {
  switch (operation.kind) {
    case 'gate':
      return operation.parameters.some((parameter) => typeof parameter !== 'number') || operation.powers !== undefined;
    case 'reset':
    case 'barrier':
    case 'nop':
      return false;
    default:
      return true;
  }
}
