import { median } from "./statistics";

/** How a measured ratio is judged. */
export type Yardstick = { atLeast: number } | { atMost: number };

export function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

export function line(label: string, text: string): void {
  console.log(`  ${label.padEnd(44)} ${text}`);
}

/** Prints the median ratio of the rounds with its range and the yardstick, and remembers a miss in the exit code. */
export function verdict(label: string, ratios: readonly number[], yardstick: Yardstick): void {
  const ratio = median(ratios);
  const good = "atLeast" in yardstick ? ratio >= yardstick.atLeast : ratio <= yardstick.atMost;
  const wanted =
    "atLeast" in yardstick ? `at least ${short(yardstick.atLeast)}` : `at most ${short(yardstick.atMost)}`;
  line(label, `${range(ratios)}  yardstick ${wanted}: ${good ? "PASS" : "short"}`);
  if (!good) process.exitCode = 1;
}

/** The same for a ratio that only informs. */
export function ratio(label: string, ratios: readonly number[]): void {
  line(label, range(ratios));
}

function short(value: number): string {
  return `${Number(value.toFixed(2))}×`;
}

function range(ratios: readonly number[]): string {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  return `${median(ratios).toFixed(2)}×  (${least.toFixed(2)} to ${most.toFixed(2)})`;
}
