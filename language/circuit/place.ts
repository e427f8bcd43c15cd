/** Where an operation came from, for the operations that are made because of it. */
import type { Operation } from './circuit.ts';

type Place = Pick<Operation, 'start' | 'end' | 'source' | 'origin'>;

export function placeOf({ start, end, source, origin }: Place): Place {
  return {
    start,
    end,
    ...(source === undefined ? {} : { source }),
    ...(origin === undefined ? {} : { origin }),
  };
}
