/** CPU time, which other programs on the machine disturb less than the clock. */

/** CPU milliseconds of the whole process, all threads. */
export async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The median CPU time of `count` times of work. */
export async function medianCpu(count: number, work: (index: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) times.push(await cpu(() => work(index)));
  return times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

/** The least CPU time of `count` times of work: what it takes when nothing disturbs it. */
export async function leastCpu(count: number, work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < count; index++) least = Math.min(least, await cpu(work));
  return least;
}
