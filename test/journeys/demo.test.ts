import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DEPLOYMENT = "local-demo-journey";
const ACTS = [
  "The founding members accept the state they join",
  "A new member is admitted",
  "A parameter changes by compare-and-set",
  "A proposal is rejected early",
  "A key is rotated, and a member is suspended",
  "A guardian breaks the glass",
  "A rule is changed, by a rule at least as strict",
  "The journal is verified without a chain",
  "Members form a group for confidential records",
  "Payments are exchanged that nobody else can read",
  "A slot holds a wrong key, and the dispute is decided",
  "A party joins later, and is granted two earlier records",
  "A removed member neither writes nor reads on",
  "The amount is disclosed, and the contract verifies it",
  "A record is shredded, and opens nowhere any more",
  "One machine is given the duty to batch, by vote",
  "20,000 confidential records flow through a batcher, which is killed in the middle",
  "A batcher that breaks a promise is challenged, and loses its duty",
  "A censored member anchors its record itself",
];
/** What has to be refused in each act, by the name of the error. */
const REFUSALS = [
  ["MemberNotFounded", "AccessionStateMismatch", "GovernorNotFounded"],
  ["MemberBadSigner", "BALLOT_FILE_ALTERED"],
  ["ConstitutionParameterChanged"],
  ["GovernorVotingClosed"],
  ["MemberCoolingDown", "GovernorNotAllowed"],
  ["GovernorNotAllowed", "GuardiansActPending", "GuardiansCoolingDown"],
  ["GovernorNeedsTime", "ConstitutionWeakerThanFallback", "GovernorUnexpectedProposalState"],
  ["JOURNAL_MALFORMED", "JOURNAL_ENTRY_FALSE"],
  [],
  [],
  ["KEY_COMMITMENT_MISMATCH", "SLOT_MISMATCH"],
  ["SLOT_MISSING"],
  ["RecordEpochEnded", "RecordNotParty", "SLOT_MISSING"],
  ["DisclosureMismatch"],
  ["RECORD_FORGOTTEN", "ENVELOPE_UNAVAILABLE"],
  ["GovernedNotOnDuty"],
  ["RECEIPT_ALTERED"],
  ["PromiseNotDue", "BATCHER_BUSY"],
  [],
];
/** What the acts about records come to, each checked on the chain or in the stores before it is told. */
const OUTCOMES = [
  { act: 9, says: ["Group 1 is in its epoch 1"] },
  {
    act: 10,
    says: [
      "reads the same",
      "'s server, opens it",
      "The record is final",
      "The second record is final as well",
      "no bare hash of one",
      "None of the message's values stands in it",
    ],
  },
  { act: 11, says: ["The record is contested", "the rejection is right", "The record is rejected, for everybody"] },
  { act: 12, says: ["Group 1 is in its epoch 2, with 4 members", "byte for byte", "RecordGranted: recordId"] },
  {
    act: 13,
    says: ["Group 1 is in its epoch 3", "The record of the new epoch is final", "still reads the first record"],
  },
  { act: 14, says: ["The contract finds it in the record", "nothing: no transaction was sent"] },
  { act: 15, says: ["the record is shredded", "No store has its envelope, and no key store its key"] },
  { act: 16, says: ["machine is on duty"] },
  {
    act: 17,
    says: [
      "20,000 acknowledgements have 20,000 numbers, without a gap and none twice",
      "each computed again from the acknowledgements alone and equal to what the chain keeps",
      "20,000 records are in the store, and nothing was found that should not be so",
      "is like any that was registered directly",
    ],
  },
  { act: 18, says: ["machine is off duty"] },
  { act: 19, says: ["Its receipt is as good as a batcher's", "waits for its acknowledgements"] },
];

describe("A newcomer who runs the demonstration", function () {
  this.timeout(600_000);

  let folder: string;
  /** Where the program puts what must not outlive it. */
  let passing: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-demo-"));
    passing = await mkdtemp(join(tmpdir(), "quorate-passing-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(passing, { recursive: true, force: true });
    for (const name of [DEPLOYMENT, `${DEPLOYMENT}.previous`]) {
      await rm(join(ROOT, "deployments", name), { recursive: true, force: true });
    }
  });

  function start(...options: readonly string[]) {
    const command = ["scripts/demo.ts", "--network", "sample", "--id", DEPLOYMENT, "--folder", folder, ...options];
    const env = { ...process.env, TMPDIR: passing };
    return spawn(process.execPath, command, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  }

  async function listLeft(): Promise<readonly string[]> {
    return (await readdir(passing)).filter((name) => name.startsWith("quorate-"));
  }

  it("sees nineteen acts, each with its refusals and what came of it, and finds a report of them", async () => {
    const child = start();
    const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
    expect(code, stderr).to.equal(0);
    expect(stderr, "only what takes long").to.match(/^(?: {2}… .+\n)*$/);
    const acts = stdout.split(/^Act \d+\. /m).slice(1);
    expect(acts.map((act) => act.slice(0, act.indexOf("\n")))).to.deep.equal(ACTS);
    for (const [index, errors] of REFUSALS.entries()) {
      for (const error of errors) expect(acts[index]).to.include(`[${error}]`);
    }
    const flat = acts.map((act) => act.replace(/\s+/g, " "));
    for (const { act, says } of OUTCOMES) for (const words of says) expect(flat[act - 1]).to.include(words);
    for (const act of [...flat.slice(8, 15), ...flat.slice(16)])
      expect(act).to.include("What an outsider learns from the chain:");
    expect(await listLeft(), "no key, envelope or server outlives the run").to.deep.equal([]);
    expect(stdout).to.match(/^Report: .*report\.html$/m);

    const report = await readFile(join(folder, "report.html"), "utf8");
    for (const title of ACTS) expect(report).to.include(title);
    expect(report.match(/class="refusal"/g)?.length).to.be.greaterThan(15);
    expect(report, "needs nothing from elsewhere").not.to.match(/<script|<link|src=|url\(/);
    expect(existsSync(join(folder, "journal.json"))).to.equal(true);
    expect(existsSync(join(ROOT, "deployments", DEPLOYMENT, "deployed_addresses.json"))).to.equal(true);
  });

  it("and stops it with Ctrl-C while records flow through the batcher gets the exit code 130 and no stack, and nothing is left behind", async () => {
    const child = start();
    const said: string[] = [];
    child.stderr.on("data", (part: Buffer) => said.push(part.toString()));
    const closed = once(child, "close");
    // Not `for await`: leaving it closes the pipe, and whoever reads no further wants no exit code either.
    child.stdout.on("data", (part: Buffer) => {
      if (part.toString().includes("starts the batcher in a process of its own")) child.kill("SIGINT");
    });
    const [code] = await closed;
    expect(code, said.join("")).to.equal(130);
    expect(said.join("")).to.include("ABORTED").and.not.to.include("    at ");
    expect(await listLeft()).to.deep.equal([]);
  });
});
