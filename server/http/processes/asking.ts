import { SECOND_MS } from "@/server/platform/clock";

/** The other end of a channel between a supervisor and its worker. */
export type Channel = {
  send?(message: object, sent: (error: Error | null) => void): boolean;
  on(event: "message", heard: (message: unknown) => void): unknown;
  off(event: "message", heard: (message: unknown) => void): unknown;
};

type Question = { question: string; number: number };
type Answer = { answerTo: string; number: number; answer: unknown };

const LIMIT_MS = 2 * SECOND_MS;
let asked = 0;

/** Asks the process at the other end. Resolves with undefined when it does not answer in time, or is gone. */
export function ask(channel: Channel, question: string): Promise<unknown> {
  const number = ++asked;
  return new Promise((resolve) => {
    const end = (answer: unknown): void => {
      clearTimeout(timer);
      channel.off("message", hear);
      resolve(answer);
    };
    const hear = (message: unknown): void => {
      const { answerTo, answer, ...told } = message as Partial<Answer>;
      if (answerTo === question && told.number === number) end(answer);
    };
    const timer = setTimeout(() => end(undefined), LIMIT_MS);
    channel.on("message", hear);
    const asking: Question = { question, number };
    channel.send?.(asking, (error) => error && end(undefined));
  });
}

/** Answers this question whenever the process at the other end asks it. */
export function answer(channel: Channel, question: string, give: () => Promise<unknown>): void {
  channel.on("message", (message) => {
    const { question: put, number } = message as Partial<Question>;
    if (put !== question || number === undefined) return;
    void give().then((given) => {
      const answering: Answer = { answerTo: question, number, answer: given };
      // Who asked gives up by itself when the channel is gone.
      channel.send?.(answering, () => undefined);
    });
  });
}
