import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second, whatever its kernel's clock does. */
const TICK_MICROSECONDS = 10_000;

/**
 * Processor time in microseconds that a process and those it started have taken. Unlike the clock on the wall, it hardly depends
 * on what else a machine does. NaN where there is no /proc.
 */
export function processorTime(pid: number): number {
  try {
    const children = childrenByParent();
    const sum = (one: number): number =>
      ticksOf(one) + (children.get(one) ?? []).reduce((total, child) => total + sum(child), 0);
    return sum(pid) * TICK_MICROSECONDS;
  } catch {
    return Number.NaN;
  }
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const [, parent] = fieldsOf(Number(name));
    if (parent !== undefined)
      children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
  }
  return children;
}

/** In user mode and in the kernel, with the children that have ended. */
function ticksOf(pid: number): number {
  return fieldsOf(pid)
    .slice(11, 15)
    .reduce((sum, ticks) => sum + Number(ticks), 0);
}

/** What follows the name in /proc/<pid>/stat: state, parent, …; nothing when there is no such process any more. */
function fieldsOf(pid: number): string[] {
  if (!Number.isInteger(pid)) return [];
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
