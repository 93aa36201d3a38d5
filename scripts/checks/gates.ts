/** A program that a gate needs and this repository cannot bring along. */
export interface Tool {
  readonly command: string;
  readonly install: readonly [manager: "apt-get" | "pip", name: string];
}

/** One question asked of the repository: a script of package.json that answers with its exit code. */
export interface Gate {
  readonly name: string;
  readonly script: string;
  readonly budgetSeconds: number;
  readonly needs?: readonly Tool[];
}

/** Asked of every submission, in this order: the cheap ones first, coverage last because it leaves instrumented artifacts. */
const CI: readonly Gate[] = [
  { name: "format", script: "format:check", budgetSeconds: 120 },
  { name: "lint and import laws", script: "lint", budgetSeconds: 180 },
  { name: "build without a warning", script: "build:check", budgetSeconds: 360 },
  { name: "generated fresh", script: "check:generated", budgetSeconds: 180 },
  { name: "typecheck", script: "typecheck", budgetSeconds: 180 },
  { name: "promises carried by tests", script: "check:requirements", budgetSeconds: 30 },
  { name: "whom every entrance obeys", script: "check:authority", budgetSeconds: 60 },
  { name: "tests", script: "test", budgetSeconds: 2400 },
  { name: "sizes", script: "check:sizes", budgetSeconds: 60 },
  { name: "package", script: "package:check", budgetSeconds: 300 },
  { name: "unused", script: "unused", budgetSeconds: 120 },
];

/** Long runs, asked now and then. A run that was interrupted goes on where it stopped, as long as the commit is the same. */
const DEEP: readonly Gate[] = [];

export interface GateList {
  readonly gates: readonly Gate[];
  readonly budgetSeconds: number;
  readonly resumable: boolean;
}

export const GATE_LISTS: ReadonlyMap<string, GateList> = new Map([
  ["ci", { gates: CI, budgetSeconds: 75 * 60, resumable: false }],
  ["deep", { gates: DEEP, budgetSeconds: 24 * 3600, resumable: true }],
]);
