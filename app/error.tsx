"use client";

import { shell } from "./_text/shell";
import { Frame } from "./_ui/page/frame";

/** Next shows this in place of a page that failed. The digest is what its log line carries. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Frame>
      <div role="alert" className="max-w-xl py-24">
        <h1 className="text-3xl font-semibold tracking-tight">{shell.error.title}</h1>
        <p className="mt-4 text-ink-soft">{shell.error.body}</p>
        {error.digest ? (
          <p className="mt-3 font-mono text-sm text-ink-faint">{shell.error.reference(error.digest)}</p>
        ) : null}
        <button
          type="button"
          onClick={reset}
          className="mt-8 cursor-pointer rounded-lg bg-ledger px-5 py-2.5 font-medium text-on-accent"
        >
          {shell.error.retry}
        </button>
      </div>
    </Frame>
  );
}
