/** Each reads a connection's worth of pages, one after the other; more at once would take them from those who look at pages. */
const MAX_RUNNING = 3;

let running = 0;

/** Counts one more export of this process. Null where it runs its most; else what is to be called when the export ends. */
export function begin(): (() => void) | null {
  if (running >= MAX_RUNNING) return null;
  running++;
  let ended = false;
  return () => {
    if (!ended) running--;
    ended = true;
  };
}

/** Parts as a stream that makes the next one when the browser has taken the last. */
export function streamOf(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void>,
  done: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string, void>> | null = Promise.resolve(first);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const part = await (next ?? rest.next());
        next = null;
        if (!part.done) return controller.enqueue(encoder.encode(part.value));
        done();
        controller.close();
      } catch (error) {
        // The reply breaks off, so that nobody takes half a file for a whole one.
        done();
        controller.error(error);
      }
    },
    async cancel() {
      done();
      await rest.return();
    },
  });
}
