import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect } from "chai";
import ts from "typescript";

const DOOR = fileURLToPath(new URL("index.ts", import.meta.url));
const NODE_DOOR = fileURLToPath(new URL("node.ts", import.meta.url));
const RECORDS_DOOR = fileURLToPath(new URL("records.ts", import.meta.url));
const RECEIPTS_DOOR = fileURLToPath(new URL("receipts.ts", import.meta.url));
const DOORS = {
  "exports.txt": DOOR,
  "exports.node.txt": NODE_DOOR,
  "exports.records.txt": RECORDS_DOOR,
  "exports.receipts.txt": RECEIPTS_DOOR,
};
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const EXAMPLE = /```ts\n([\s\S]*?)```/g;

/** What examples speak of without saying where it comes from. */
const STAGE = `
import type { Provider, Signer } from "ethers";
import type * as sdk from "${DOOR}";
import type * as node from "${NODE_DOOR}";
import type * as pure from "${RECORDS_DOOR}";
import type * as batch from "${RECEIPTS_DOOR}";
declare global {
  const client: sdk.Client;
  const provider: Provider;
  const wallet: Signer;
  const signer: sdk.BallotSigner;
  const signers: readonly sdk.BallotSigner[];
  const modules: sdk.Modules;
  const names: sdk.Names;
  const calls: readonly sdk.Call[];
  const call: sdk.BuiltCall;
  const pinnedCalls: sdk.ComputeProposalIdParameters["calls"];
  const description: string;
  const proposalId: sdk.ProposalId;
  const ballot: sdk.SignedBallot;
  const ballots: readonly sdk.SignedBallot[];
  const first: sdk.SignedBallot;
  const second: sdk.SignedBallot;
  const copyOfFirst: sdk.SignedBallot;
  const acceptance: sdk.Acceptance;
  const place: sdk.BallotPlace;
  const signature: sdk.Hex;
  const packed: sdk.Hex;
  const digest: sdk.Bytes32;
  const salt: sdk.Bytes32;
  const head: sdk.Bytes32;
  const recordId: sdk.Bytes32;
  const contentRoot: sdk.Bytes32;
  const bodyHash: sdk.Bytes32;
  const key: sdk.Bytes32;
  const reason: sdk.Bytes32;
  const newSigner: sdk.Hex;
  const publicKey: sdk.Hex;
  const exponent: sdk.Hex;
  const modulus: sdk.Hex;
  const account: string;
  const address: string;
  const text: string;
  const cold: sdk.Address;
  const governor: sdk.Address;
  const accession: sdk.Address;
  const verifier: sdk.Address;
  const rule: sdk.RuleTerms;
  const bounds: sdk.ParameterBounds;
  const data: sdk.TypedData;
  const state: sdk.AcceptedState;
  const deadline: bigint;
  const chainId: bigint;
  const signal: AbortSignal;
  const error: unknown;
  const hsm: { sign(bytes: Uint8Array): Promise<Uint8Array> };
  const card: { sign(bytes: Uint8Array): Promise<Uint8Array> };
  const own: pure.EnvelopeStore;
  const stores: readonly pure.EnvelopeStore[];
  const envelope: pure.EnvelopeSource;
  const isKnown: (authorization: string | undefined) => boolean;
  const store: node.KeyStore & node.DirectoryStore;
  const keys: readonly node.StoredKey[];
  const records: readonly node.SealedTo[];
  const storedKey: node.StoredKey;
  const keyStore: node.KeyStore;
  const senders: pure.EnvelopeStore;
  const opened: pure.OpenedRecord;
  const message: Uint8Array;
  const consent: sdk.MemberConsent;
  const consents: readonly sdk.MemberConsent[];
  const policy: sdk.GroupPolicy;
  const newId: sdk.Bytes32;
  const answerHash: sdk.Bytes32;
  const slotHash: sdk.Bytes32;
  const disclosure: sdk.Disclosure;
  const auditorsKey: pure.EncryptionKey;
  const packedRecord: Uint8Array;
  const logId: Uint8Array;
  const digests: Uint8Array;
  const leaves: Uint8Array;
  const tree: Uint8Array;
  const siblings: readonly Uint8Array[];
  const reply: Uint8Array;
  const registry: sdk.Address;
  const anchor: sdk.Address;
  const executor: sdk.Address;
  const header: batch.BatchHeader;
  const batchPromise: batch.BatchPromise;
  const recordPlace: batch.RecordPlace;
  const receipt: batch.BatchReceipt;
  const otherReceipt: batch.BatchReceipt;
  const batchHash: sdk.Bytes32;
  const challengeId: sdk.Bytes32;
  const where: pure.RecordContext;
  const record: pure.RegisteredRecord;
  const ownKey: pure.DecryptionKey;
  const rejectersKey: pure.EncryptionKey;
  const recordContext: sdk.Bytes32;
  const headerHash: sdk.Bytes32;
  const ciphertextHash: sdk.Bytes32;
  const keyCommit: sdk.Bytes32;
  const slotsHash: sdk.Bytes32;
  const schemaId: sdk.Bytes32;
  const value: Uint8Array;
  const payload: Uint8Array;
  const challenge: Uint8Array;
  const ephemeral: Uint8Array;
  const fields: readonly pure.RecordField[];
  const recipients: readonly pure.EncryptionKey[];
  const directory: readonly pure.EncryptionKey[];
  const epochSecret: Uint8Array;
  const password: string;
  const secret: Uint8Array;
  const contentKey: Uint8Array;
  const keyId: sdk.Bytes32;
  const passkey: { assert(challenge: Uint8Array): Promise<sdk.WebAuthnAssertion> };
}
`;

const EXAMPLE_FORMAT: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  impliedNodeFormat: ts.ModuleKind.ESNext,
};

interface Exported {
  readonly name: string;
  readonly isFunction: boolean;
  /** Whether its answer comes later. */
  readonly isAwaited: boolean;
  /** Whether a parameter of it takes a signal and a limit. */
  readonly takesLimits: boolean;
  readonly comment: string;
  readonly examples: readonly string[];
  readonly from: string;
}

function readOptions(): ts.CompilerOptions {
  const { config }: { config?: unknown } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return { ...options, noUnusedLocals: false, verbatimModuleSyntax: false, isolatedModules: false };
}

/** Everything that a door exports, with its comment. */
function readExports(program: ts.Program, path: string): readonly Exported[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const door = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (door === undefined) throw new Error("the door exports nothing");
  return checker.getExportsOfModule(door).map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const [declaration] = symbol.declarations ?? [];
    const text = (symbol.declarations ?? [])
      .flatMap((each) => ts.getJSDocCommentsAndTags(each))
      .map((each) => each.getText());
    return {
      name: exported.name,
      isFunction: (symbol.flags & ts.SymbolFlags.Function) !== 0,
      ...readWaiting(checker, symbol),
      comment: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      examples: text.flatMap((comment) =>
        [...comment.matchAll(EXAMPLE)].map(([, code = ""]) => code.replace(/^\s*\* ?/gm, "")),
      ),
      from: declaration?.getSourceFile().fileName.slice(ROOT.length) ?? "",
    };
  });
}

const LATER = ["Promise", "AsyncGenerator"];

/** Whether a function is awaited, and whether it takes the limits of whoever waits. */
function readWaiting(checker: ts.TypeChecker, symbol: ts.Symbol): Pick<Exported, "isAwaited" | "takesLimits"> {
  const signatures = checker.getTypeOfSymbol(symbol).getCallSignatures();
  const takes = (parameter: ts.Symbol): boolean => {
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
    return ["signal", "timeoutMs"].every((name) => checker.getPropertyOfType(type, name) !== undefined);
  };
  return {
    isAwaited: signatures.some((each) => LATER.includes(each.getReturnType().getSymbol()?.name ?? "")),
    // A client brings limits of its own, which say nothing of the single wait.
    takesLimits: signatures.every((each) => each.parameters.some((each) => each.name !== "client" && takes(each))),
  };
}

/** An example as a module of its own: what it takes from the doors is imported, from the first one that has it. */
function toModule(code: string, doors: readonly (readonly [path: string, names: readonly string[]])[]): string {
  const declared = new Set([...code.matchAll(/\b(?:const|let|function|class)\s+(\w+)/g)].map(([, name = ""]) => name));
  const imports = doors.map(([path, names]) => {
    const used = names.filter((name) => !declared.has(name) && new RegExp(`\\b${name}\\b`).test(code));
    for (const name of used) declared.add(name);
    return `import { ${used.join(", ")} } from "${path}";\n`;
  });
  return `${imports.join("")}${code}\nexport {};\n`;
}

describe("the doors", () => {
  let behind: ReadonlyMap<string, readonly Exported[]>;
  let exported: readonly Exported[];
  let options: ts.CompilerOptions;

  before(function () {
    this.timeout(60_000);
    options = readOptions();
    const program = ts.createProgram(Object.values(DOORS), options);
    behind = new Map(Object.values(DOORS).map((door) => [door, readExports(program, door)]));
    exported = [...behind.values()].flat();
  });

  for (const [snapshot, door] of Object.entries(DOORS)) {
    it(`export exactly what sdk/${snapshot} says`, () => {
      const written = readFileSync(new URL(`../${snapshot}`, import.meta.url), "utf8")
        .trim()
        .split("\n");
      const found = behind.get(door)?.map(({ name }) => name);
      expect(found?.sort()).to.deep.equal(written, `change sdk/${snapshot} on purpose`);
    });
  }

  it("say in a sentence what each export is", () => {
    const silent = exported.filter(({ comment }) => !/^[\p{Lu}\d`][\s\S]*[.:]/u.test(comment.trim()));
    expect(silent.map(({ name, from }) => `${name} in ${from}`)).to.deep.equal([]);
  });

  it("show each function in an example", () => {
    const unshown = exported.filter(({ isFunction, examples }) => isFunction && examples.length === 0);
    expect(unshown.map(({ name, from }) => `${name} in ${from}`)).to.deep.equal([]);
  });

  // REQ-SDK-07
  it("let whoever waits say how long, and stop", () => {
    // What is behind the door of records computes, and waits for nobody.
    const waiting = [DOOR, NODE_DOOR].flatMap((door) => behind.get(door) ?? []);
    const awaited = waiting.filter(({ isFunction, isAwaited }) => isFunction && isAwaited);
    expect(awaited.length).to.be.greaterThan(40);
    expect(awaited.filter(({ takesLimits }) => !takesLimits).map(({ name }) => name)).to.deep.equal([]);
  });

  it("show examples that compile", function () {
    this.timeout(120_000);
    const doors = [...behind].map(([door, found]) => [door, found.map(({ name }) => name)] as const);
    const modules = new Map<string, string>([[`${ROOT}sdk/src/examples/stage.ts`, STAGE]]);
    for (const { name, examples } of exported) {
      examples.forEach((code, index) => {
        modules.set(`${ROOT}sdk/src/examples/${name}${index}.ts`, toModule(code, doors));
      });
    }
    const host = ts.createCompilerHost(options);
    const { readFile, fileExists, getSourceFile } = host;
    host.fileExists = (file) => modules.has(file) || fileExists(file);
    host.readFile = (file) => modules.get(file) ?? readFile(file);
    host.getSourceFile = (file, ...rest) => {
      const text = modules.get(file);
      return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, EXAMPLE_FORMAT, true);
    };
    const program = ts.createProgram([...modules.keys()], options, host);
    const faults = [...modules.keys()].flatMap((file) => {
      const source = program.getSourceFile(file);
      const found =
        source === undefined
          ? []
          : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map(
        ({ messageText }) => `${file.slice(ROOT.length)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    });
    expect(modules.size).to.be.greaterThan(40);
    expect(faults).to.deep.equal([]);
  });
});
