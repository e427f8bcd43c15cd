/**
 * Gives memory back to the machine when the typing pauses. After the edits of a long text most of what V8 holds is
 * garbage, several times what is in use, which it keeps for as long as the server is left alone.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Shorter texts leave too little behind for it to matter. */
const longText = 100_000;
const pauseMs = 1500;
/** What one collection finds empty, the next one gives back. */
const rounds = 6;

/** Returns what is to be called with the length of each text that is opened, changed or closed. */
export function memoryKeeper(): (textLength: number) => void {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const collectAtRest = (rounds: number) => {
    clearTimeout(timer);
    if (rounds === 0) return;
    timer = setTimeout(() => {
      collectGarbage();
      collectAtRest(rounds - 1);
    }, pauseMs).unref();
  };
  return (textLength) => {
    if (textLength >= longText) collectAtRest(rounds);
  };
}
