import { dirname, join } from "node:path/posix";

import ts from "typescript";

interface Law {
  /** Whom it binds. */
  readonly binds: (file: string) => boolean;
  /** What they may not import: a file of ours by its path, a package by its name. */
  readonly forbids: (target: string, file: string) => boolean;
  readonly because: string;
}

const SDK_DOORS: readonly string[] = [
  "sdk/src/index.ts",
  "sdk/src/node.ts",
  "sdk/src/records.ts",
  "sdk/src/receipts.ts",
  "#sdk",
  "#sdk/node",
  "#sdk/records",
  "#sdk/receipts",
  "@quorate/sdk",
  "@quorate/sdk/node",
  "@quorate/sdk/records",
  "@quorate/sdk/receipts",
];
/** Programs of the batcher that know both what is pure and what is not. */
const BATCHER_JOINTS: readonly string[] = ["batcher/src/service.ts", "batcher/src/fsckMain.ts"];
/** The part of the SDK that is for Node alone. */
const SDK_NODE: readonly string[] = ["sdk/src/node/", "sdk/src/node.ts"];
const SDK_FOUNDATIONS: readonly string[] = ["generated", "types", "crypto", "errors"].map((name) => `sdk/src/${name}/`);
const OURS: readonly string[] = [
  "sdk/",
  "batcher/",
  "executor/",
  "console/",
  "scripts/",
  "bench/",
  "test/",
  "#",
  "@quorate/",
];

const LAWS: readonly Law[] = [
  {
    binds: (file) => isUnder(file, ["sdk/src/"]),
    forbids: (target) => isOurs(target) && !isUnder(target, ["sdk/src/"]),
    because: "the SDK knows nothing of whoever uses it",
  },
  {
    binds: (file) => isUnder(file, ["sdk/src/"]),
    forbids: (target) => target === "hardhat" || isUnder(target, ["hardhat/", "@nomicfoundation/"]),
    because: "the SDK runs without Hardhat",
  },
  {
    binds: (file) => isUnder(file, ["sdk/src/"]) && !isUnder(file, SDK_NODE),
    forbids: (target) => isUnder(target, ["node:", ...SDK_NODE]),
    because: "the SDK runs in browsers: what needs Node stands in sdk/src/node and leaves by sdk/src/node.ts",
  },
  {
    binds: (file) => isUnder(file, SDK_FOUNDATIONS),
    forbids: (target) => isOurs(target) && !isUnder(target, SDK_FOUNDATIONS),
    because: "generated, types, crypto and errors know nothing above them",
  },
  {
    binds: (file) => isUnder(file, ["sdk/src/internal/"]),
    forbids: (target) => isUnder(target, ["sdk/src/actions/"]) || SDK_DOORS.includes(target),
    because: "what is internal serves the actions and knows none",
  },
  {
    binds: (file) => isUnder(file, ["sdk/src/"]) && !SDK_DOORS.includes(file),
    forbids: (target) => SDK_DOORS.includes(target),
    because: "the door is for outsiders: import the file that holds the thing",
  },
  {
    binds: (file) => isUnder(file, ["scripts/", "console/", "batcher/", "executor/"]),
    forbids: (target) => isUnder(target, ["sdk/"]) && !SDK_DOORS.includes(target),
    because: 'the SDK is entered by its door: import from "#sdk"',
  },
  {
    binds: (file) => isUnder(file, ["scripts/", "console/"]),
    forbids: (target, file) => isOurs(target) && !isSdk(target) && topFolder(target) !== topFolder(file),
    because: "scripts and the console use the SDK's door and nothing else of ours",
  },
  {
    binds: (file) => isUnder(file, ["batcher/src/stages/"]),
    forbids: (target) =>
      isOurs(target) &&
      !isSdk(target) &&
      !isUnder(target, ["batcher/src/stages/", "batcher/src/ports/"]) &&
      target !== "batcher/src/records.ts" &&
      target !== "batcher/src/errors.ts",
    because: "a stage is pure given its ports: it imports records, ports, errors and the SDK's door",
  },
  {
    binds: (file) =>
      isUnder(file, ["batcher/src/"]) && !isUnder(file, ["batcher/src/adapters/"]) && !BATCHER_JOINTS.includes(file),
    forbids: (target) => isUnder(target, ["batcher/src/adapters/"]),
    because: "batcher/src/service.ts alone joins stages to adapters, and fsckMain.ts the check of a store",
  },
];

/** What the TypeScript file at `file` imports against the law, one sentence each. A test may import whatever it proves. */
export function findTypeScriptFaults(file: string, source: string): readonly string[] {
  if (file.endsWith(".test.ts")) return [];
  const laws = LAWS.filter((law) => law.binds(file));
  const targets = ts
    .preProcessFile(source, true, true)
    .importedFiles.map((imported) => targetOf(file, imported.fileName));
  return targets.flatMap((target) =>
    laws.filter((law) => law.forbids(target, file)).map((law) => `${file} imports ${target}: ${law.because}`),
  );
}

function targetOf(file: string, specifier: string): string {
  return specifier.startsWith(".") ? join(dirname(file), specifier) : specifier;
}

function isUnder(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder));
}

function isOurs(target: string): boolean {
  return isUnder(target, OURS);
}

function isSdk(target: string): boolean {
  return isUnder(target, ["sdk/"]) || SDK_DOORS.includes(target);
}

function topFolder(path: string): string {
  return path.slice(0, path.indexOf("/"));
}
