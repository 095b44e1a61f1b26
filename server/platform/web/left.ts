/** Node's own function that ends a request whose sender is gone. */
const OF_LEAVING = /\babortIncoming\b/;

/** Whether this is no fault but somebody who left while a request was being sent: nobody reads an answer to it. */
export function hasLeft(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ECONNRESET") return false;
  return error.message === "aborted" && OF_LEAVING.test(error.stack ?? "");
}
