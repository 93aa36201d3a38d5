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

/** Gates that run side by side: each lane takes one core, more or less, and asks its gates one after the other. */
export type Stage = readonly (readonly Gate[])[];

const POSTGRES: Tool = { command: "psql", install: ["apt-get", "postgresql"] };

/** Asked of every submission: the cheap ones first, then those that most need, then those that look deepest. */
const CI: readonly Stage[] = [
  [
    [
      { name: "build without a warning", script: "build:check", budgetSeconds: 180 },
      { name: "generated fresh", script: "check:generated", budgetSeconds: 60 },
    ],
    [
      { name: "format", script: "format:check", budgetSeconds: 60 },
      { name: "lint and import laws", script: "lint", budgetSeconds: 90 },
      { name: "typecheck", script: "typecheck", budgetSeconds: 90 },
      { name: "promises carried by tests", script: "check:requirements", budgetSeconds: 30 },
      { name: "whom every entrance obeys", script: "check:authority", budgetSeconds: 60 },
      { name: "package", script: "package:check", budgetSeconds: 120 },
      { name: "unused", script: "unused", budgetSeconds: 60 },
    ],
  ],
  [[{ name: "tests", script: "test", budgetSeconds: 720 }]],
  [
    [{ name: "marked defences missed", script: "mutate:defences", budgetSeconds: 420 }],
    [{ name: "promised gas and sizes", script: "check:gas", budgetSeconds: 240 }],
  ],
  [[{ name: "other hardforks", script: "test:hardforks", budgetSeconds: 600 }]],
  [
    [
      { name: "static analysis", script: "slither", budgetSeconds: 240 },
      {
        name: "proofs of tally and life cycle",
        script: "prove",
        budgetSeconds: 420,
        needs: [{ command: "z3", install: ["apt-get", "z3"] }],
      },
    ],
    [
      // The server's own programs stand where only Debian finds them; its client comes with them.
      { name: "stores on PostgreSQL", script: "test:postgres", budgetSeconds: 90, needs: [POSTGRES] },
      {
        name: "faults of a batcher",
        script: "test:faults",
        budgetSeconds: 240,
        needs: [{ command: "strace", install: ["apt-get", "strace"] }, POSTGRES],
      },
      { name: "API fuzz", script: "test:fuzz", budgetSeconds: 270 },
    ],
  ],
  [[{ name: "mutants of what changed", script: "mutate:changed", budgetSeconds: 600 }]],
  [[{ name: "coverage", script: "coverage", budgetSeconds: 420 }]],
];

/** Long runs, asked now and then. A run that was interrupted goes on where it stopped. */
const DEEP: readonly Gate[] = [
  { name: "all mutants", script: "mutate", budgetSeconds: 12 * 3600 },
  { name: "deep invariants", script: "test:deep", budgetSeconds: 6 * 3600 },
  { name: "a payload of 1 GiB", script: "test:payload:deep", budgetSeconds: 900 },
  { name: "batchers in simulated worlds", script: "test:simulation:deep", budgetSeconds: 2 * 3600 },
  { name: "command line on other hardforks", script: "test:hardforks:deep", budgetSeconds: 1800 },
  { name: "long stories of the model", script: "test:model:deep", budgetSeconds: 4 * 3600 },
];

const DEEP_RECORD = {
  file: "test/deep/passed.json",
  // The verdicts are what the run over all mutants writes; their own hashes say whether they hold.
  watched: [
    "contracts",
    "test",
    ":!test/mutation/results.json",
    "sdk/src",
    "batcher/src",
    "hardhat.config.ts",
    "scripts/toolchain",
    "package-lock.json",
  ],
};

export interface GateList {
  readonly stages: readonly Stage[];
  readonly budgetSeconds: number;
  /** Where passes are kept, and what must not change for them to hold. */
  readonly record?: { readonly file: string; readonly watched: readonly string[] };
}

export const GATE_LISTS: ReadonlyMap<string, GateList> = new Map([
  ["ci", { stages: CI, budgetSeconds: 40 * 60 }],
  ["deep", { stages: [[DEEP]], budgetSeconds: 24 * 3600, record: DEEP_RECORD }],
]);
