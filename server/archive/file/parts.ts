import { MINUTE_MS } from "@/server/platform/clock";

/** A file's text, made while it is read. Who does not read it to its end calls `return`. */
export type Parts = AsyncIterableIterator<string, void> & { return(): Promise<IteratorResult<string, void>> };

/** How long a reader may leave a part lying before the file breaks off and makes room for others. */
const MAX_PAUSE_MS = 2 * MINUTE_MS;

/**
 * Parts whose `end` is called once, however they end: read whole, left by their reader, lain too long, or failed. Not a generator:
 * one that nobody began to read never learns that it was left.
 */
export function endingOnce(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void>,
  end: () => void,
  maxPauseMs = MAX_PAUSE_MS,
): Parts {
  let begun = false;
  let left = false;
  let timer: NodeJS.Timeout | undefined;
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    left = true;
    end();
    await rest.return();
  };
  const watch = (): void => {
    timer = setTimeout(() => void close(), maxPauseMs).unref();
  };
  watch();
  return {
    async next() {
      clearTimeout(timer);
      if (left) throw new Error("the file lay unread for too long");
      try {
        const part = begun ? await rest.next() : first;
        begun = true;
        if (part.done) end();
        else watch();
        return part;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      await close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
