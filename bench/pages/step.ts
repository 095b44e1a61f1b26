/** One way from a page to the next. */
export type Step = {
  /** From the click until the next page's title was painted. */
  shownMs: number;
  /** How long the server's answer took, from the question to its last byte. */
  answeredMs: number;
};

/** Clicks the navigation's link to a page and waits for it. Runs in the browser, so it stands on nothing outside itself. */
export async function stepTo({ path, lateMs }: { path: string; lateMs: number }): Promise<Step> {
  const link = [...document.querySelectorAll<HTMLAnchorElement>(`nav a[href="${path}"]`)].find(
    (one) => one.offsetParent !== null,
  );
  if (!link) throw new Error(`No link to ${path} can be seen on ${location.pathname}.`);
  const title = (): string => document.querySelector("main h1")?.textContent ?? "";
  const [before, begun] = [title(), performance.now()];
  const changed = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${path} did not come within ${lateMs} ms.`)), lateMs);
    const observer = new MutationObserver(() => {
      if (title() === "" || title() === before) return;
      clearTimeout(late);
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  link.click();
  await changed;
  // A frame's callback runs before it is painted, so the next one's begin is when it has been.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const shownMs = performance.now() - begun;
  const asked = (): PerformanceEntry[] =>
    performance
      .getEntriesByType("resource")
      .filter((one) => one.startTime >= begun && new URL(one.name).pathname === path);
  // An answer that is still coming in is not among them yet.
  for (let tries = 0; tries < 50 && asked().length === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const answeredMs = Math.max(0, ...asked().map(({ duration }) => duration));
  performance.clearResourceTimings();
  return { shownMs, answeredMs };
}
