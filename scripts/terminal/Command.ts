import type { Input } from "./Input.ts";
import type { Workplace } from "./Workplace.ts";

/** An option of a command, as it is typed after two dashes. */
export interface OptionDescription {
  /** What follows it; a flag where it is left out. */
  readonly value?: string;
  /** What it means, in a few words. */
  readonly says: string;
  /** Whether it may be given several times. */
  readonly isRepeated?: boolean;
}

/** What a command found or did: for programs, and for people. */
export interface Outcome {
  /** What `--json` prints; integers of the chain become texts of digits. */
  readonly json: unknown;
  /** What is printed otherwise, line by line. */
  readonly lines: readonly string[];
}

/** One command: its words, what it takes, and what it does. */
export interface Command {
  /** Its words, as in `member list`. */
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** Its arguments in order; one that may be left out ends in `?`, the last may end in `...` for several. */
  readonly arguments?: readonly string[];
  readonly options?: Readonly<Record<string, OptionDescription>>;
  readonly run: (place: Workplace, input: Input) => Promise<Outcome>;
}
