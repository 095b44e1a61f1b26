import type { z } from "zod";
import type { Parts } from "@/server/archive/file/parts";

/** What an operation gives whose reply is a file that is made while it is sent. Who does not send it calls `parts.return()`. */
export class FileReply {
  constructor(
    readonly name: string,
    readonly type: string,
    readonly parts: Parts,
  ) {}

  /** A file is saved, by nobody between, and never shown as a page of ours. */
  get headers(): Record<string, string> {
    return {
      "content-type": this.type,
      "content-disposition": `attachment; filename="${this.name}"`,
      "cache-control": "private, no-store",
    };
  }
}

/** The media types of an operation's file, each with what such a body is. */
export type Media = Readonly<Record<string, z.ZodType>>;

/** Parts as a Web stream, which asks for the next one when the last has been taken. */
export function streamOf(parts: Parts): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A failure breaks the reply off, so that nobody takes half a file for a whole one.
        const part = await parts.next();
        if (part.done) controller.close();
        else controller.enqueue(encoder.encode(part.value));
      },
      async cancel() {
        await parts.return();
      },
    },
    { highWaterMark: 0 },
  );
}
