import { createInterface } from "node:readline/promises";
import type { ReadStream, WriteStream } from "node:tty";
import { styleText } from "node:util";

import { QuorateError } from "#sdk";

type Style = Parameters<typeof styleText>[0];

/** Where a command speaks: results to stdout, everything else to stderr, questions only where a person sits. */
export interface Terminal {
  /** Prints a line of the result. */
  readonly print: (line: string) => void;
  /** Says what is going on, to stderr. */
  readonly say: (line: string) => void;
  /** Says how far something is, on one line that the next call replaces; without a terminal each tenth is a line. */
  readonly progress: (done: number, total: number, what: string) => void;
  /** Colours a text where the terminal shows colours and NO_COLOR does not forbid it. */
  readonly style: (style: Style, text: string) => string;
  /**
   * Asks a question.
   *
   * @param flag what to type instead, named where nobody can be asked
   * @throws QuorateError ANSWER_NEEDED
   */
  readonly ask: (question: string, flag: string, options?: { readonly isHidden?: boolean }) => Promise<string>;
}

/** The streams that a terminal is made of. */
export interface Streams {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
}

/** Makes a terminal of the streams of a process. */
export function createTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  let isOnLine = false;
  // Whoever read our output has enough of it (`| head`): nobody is left to tell anything.
  stdout.on("error", (error) => {
    if (!("code" in error) || error.code !== "EPIPE") throw error;
    process.exit();
  });
  const endLine = (): void => {
    if (isOnLine) stderr.write("\n");
    isOnLine = false;
  };
  return {
    print: (line) => {
      endLine();
      stdout.write(`${line}\n`);
    },
    say: (line) => {
      endLine();
      stderr.write(`${line}\n`);
    },
    progress: (done, total, what) => {
      const line = `  ${String(done).padStart(String(total).length)} of ${total}  ${what}`;
      if (stderr.isTTY) {
        stderr.write(`\r${line.padEnd(78).slice(0, 78)}`);
        isOnLine = true;
        if (done === total) endLine();
      } else if (done === total || done % Math.ceil(total / 10) === 0) stderr.write(`${line}\n`);
    },
    style: (style, text) => styleText(style, text, { stream: stdout, validateStream: true }),
    ask: async (question, flag, { isHidden = false } = {}) => {
      if (!stdin.isTTY || !stderr.isTTY) {
        throw new QuorateError({
          code: "ANSWER_NEEDED",
          summary: `${question} There is no terminal to ask at.`,
          remedy: `Answer with ${flag}.`,
          facts: { flag },
        });
      }
      endLine();
      const reader = createInterface({ input: stdin, output: stderr, terminal: true });
      // A password must not stand on the screen: what would be echoed is swallowed.
      const write = stderr.write.bind(stderr);
      try {
        const answer = reader.question(`${question} `);
        if (isHidden) stderr.write = () => true;
        return await answer;
      } finally {
        stderr.write = write;
        reader.close();
        if (isHidden) stderr.write("\n");
      }
    },
  };
}
