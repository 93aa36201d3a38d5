import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
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
];

describe("A newcomer who runs the demonstration", function () {
  this.timeout(300_000);

  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-demo-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
    for (const name of [DEPLOYMENT, `${DEPLOYMENT}.previous`]) {
      await rm(join(ROOT, "deployments", name), { recursive: true, force: true });
    }
  });

  function start(...options: readonly string[]) {
    const command = ["scripts/demo.ts", "--network", "sample", "--id", DEPLOYMENT, "--folder", folder, ...options];
    return spawn(process.execPath, command, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  }

  it("sees eight acts, each with its refusals, and finds a report of them", async () => {
    const child = start();
    const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
    expect(code, stderr).to.equal(0);
    expect(stderr, "only what takes long").to.match(/^(?: {2}… .+\n)*$/);
    const acts = stdout.split(/^Act \d\. /m).slice(1);
    expect(acts.map((act) => act.slice(0, act.indexOf("\n")))).to.deep.equal(ACTS);
    for (const [index, errors] of REFUSALS.entries()) {
      for (const error of errors) expect(acts[index]).to.include(`[${error}]`);
    }
    expect(stdout).to.match(/^Report: .*report\.html$/m);

    const report = await readFile(join(folder, "report.html"), "utf8");
    for (const title of ACTS) expect(report).to.include(title);
    expect(report.match(/class="refusal"/g)?.length).to.be.greaterThan(15);
    expect(report, "needs nothing from elsewhere").not.to.match(/<script|<link|src=|url\(/);
    expect(existsSync(join(folder, "journal.json"))).to.equal(true);
    expect(existsSync(join(ROOT, "deployments", DEPLOYMENT, "deployed_addresses.json"))).to.equal(true);
  });

  it("and stops it with Ctrl-C gets the exit code 130 and no stack", async () => {
    const child = start();
    const said: string[] = [];
    child.stderr.on("data", (part: Buffer) => said.push(part.toString()));
    const closed = once(child, "close");
    // Not `for await`: leaving it closes the pipe, and whoever reads no further wants no exit code either.
    child.stdout.on("data", (part: Buffer) => {
      if (part.toString().includes("Act 1.")) child.kill("SIGINT");
    });
    const [code] = await closed;
    expect(code, said.join("")).to.equal(130);
    expect(said.join("")).to.include("ABORTED").and.not.to.include("    at ");
  });
});
