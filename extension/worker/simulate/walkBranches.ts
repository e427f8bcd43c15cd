/** In which order branches of shots are run, and on which thread: what comes out does not depend on it. */
import type { Branch, BranchPart, BranchSharing } from './branches.ts';

/** Runs a branch to its end, and gives what parts on the way to `part`. Answers with the shots that reached the end. */
export type WalkBranch = (branch: Branch, part: (branch: Branch) => void) => number;

/** Threads take a while to start: shorter runs do without, and longer ones begin alone. */
const ALONE_MS = 50;
const LEAST_REST_MS = 100;
/** Branches for each thread, so that all of them are busy until the end. */
const BRANCHES_PER_THREAD = 8;

/**
 * Runs all branches there are, those that others run excepted.
 *
 * @param done is told how many shots are done
 * @returns what other threads found
 */
export function walkBranches(
  shots: number,
  walk: WalkBranch,
  sharing: BranchSharing | undefined,
  done: (shots: number) => void,
): readonly BranchPart[] {
  let finished = 0;
  const walkAll = (branch: Branch | undefined) => {
    const waiting = branch ? [branch] : [];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      finished += walk(next, (parted) => waiting.push(parted));
      done(finished);
    }
  };
  const all: Branch = { first: 0, count: shots, decisions: [] };
  if (sharing === undefined) {
    walkAll(all);
    return [];
  }
  if (sharing.kind === 'helper') {
    for (let next = sharing.next(); next; next = sharing.next()) walkAll(next);
    return [];
  }
  const start = performance.now();
  const waiting = [all];
  while (waiting.length > 0) {
    finished += walk(takeLargest(waiting), (parted) => waiting.push(parted));
    done(finished);
    const elapsed = performance.now() - start;
    const rest = (elapsed / finished) * (shots - finished);
    if (elapsed < ALONE_MS || rest < LEAST_REST_MS || waiting.length < BRANCHES_PER_THREAD * sharing.threads) continue;
    // The largest first: none of them is left over for the end.
    const shared = sharing.share(waiting.sort((a, b) => b.count - a.count));
    for (let next = shared.next(); next; next = shared.next()) walkAll(next);
    return shared.found();
  }
  return [];
}

/** A large branch parts into many, which can be shared. */
function takeLargest(waiting: Branch[]): Branch {
  let largest = 0;
  for (let index = 1; index < waiting.length; index++) {
    if (waiting[index]!.count > waiting[largest]!.count) largest = index;
  }
  const [taken] = waiting.splice(largest, 1);
  return taken!;
}
