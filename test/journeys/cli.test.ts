import { execFile } from "node:child_process";
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";

import {
  type CommandLine,
  forgetDeployment,
  ROOT,
  startChain,
  startCommandLine,
  stopChain,
} from "../support/startCommandLine.ts";

const ID = "local-journey";
/** Seats whose weight is more than two thirds of all: twelve founders, one of which weighs two. */
const FOUNDERS = Array.from({ length: 12 }, (_, seat) => seat);
/** Two thirds of what has accepted, the grid with its weight of two among them. */
const VOTERS = [0, 1, 2, 3, 4, 5, 6, 7];
/** Signs with two of its three keys. */
const GRID = 7;
const DAY = 86_400;
const NEWCOMER = "0x1111111111111111111111111111111111111111";

describe("A member at the command line", function () {
  this.timeout(600_000);

  let line: CommandLine;
  const quorate: CommandLine["quorate"] = (words, node) => line.quorate(words, node);
  const succeed: CommandLine["succeed"] = (words, node) => line.succeed(words, node);
  const fail: CommandLine["fail"] = (words) => line.fail(words);
  const file = (name: string): string => join(line.folder, name);

  before(async () => {
    line = await startCommandLine(ID, "--unfounded");
  });

  after(() => line.stop());

  const hot = (seat: number, key = 1): string => `env:QUORATE_SEAT_${seat}_HOT_${key}`;

  it("finds node, genesis and code as they were deployed, and a key file that others may open", async () => {
    expect((await quorate(["doctor"])).code).to.equal(0);
    const keyFile = join(ROOT, "deployments", ID, "keys.env");
    await chmod(keyFile, 0o644);
    const { exit, error } = await fail(["doctor"]);
    await chmod(keyFile, 0o600);
    expect(exit).to.equal(1);
    expect(JSON.stringify(error.faults)).to.contain("KEYSTORE_EXPOSED");
  });

  it("is found by npx, whatever Node types it", async () => {
    const bin = join(ROOT, "node_modules", ".bin", "quorate");
    const stdout = await new Promise<string>((resolve) => execFile(bin, ["--help"], (_, text) => resolve(text)));
    expect(stdout).to.contain("quorate <command> [options]").and.to.contain("proposal enact");
  });

  it("is told what to do when the words are wrong, with exit code 2", async () => {
    const faults = [
      [["membr", "list"], "COMMAND_UNKNOWN"],
      [["member", "show", "nobody of that name"], "OPTION_MALFORMED"],
      [["member", "show"], "OPTION_MISSING"],
      [["member", "list", "--colour"], "OPTION_UNKNOWN"],
      [["founding", "accept", "--seat", "0"], "OPTION_MISSING"],
      [["founding", "accept", "--seat", "0", "--key", hot(0)], "ANSWER_NEEDED"],
      [["proposal", "show", "soon"], "INTEGER_MALFORMED"],
      [["parameter", "list", "--rpc", "ftp://node"], "OPTION_MALFORMED"],
      [["parameter", "list", "--deployment", "../elsewhere"], "OPTION_MALFORMED"],
      [["parameter", "list", "--deployment", "local-nowhere"], "DEPLOYMENT_ABSENT"],
      [["member", "suspend", "5", "2020-01-01"], "OPTION_MALFORMED"],
      [["explain", "nowhere.json"], "FILE_UNREADABLE"],
    ] as const;
    for (const [words, expected] of faults) {
      const { exit, error } = await fail(words);
      expect({ exit, code: error.code }, words.join(" ")).to.deep.equal({ exit: 2, code: expected });
      expect(error.remedy).to.be.a("string").and.not.equal("");
    }
  });

  it("is refused by the chain before the consortium is founded, with exit code 1 and the decoded reason", async () => {
    const { exit, error } = await fail(["member", "remove", "3", "--propose", "--yes", "--key", hot(0)]);
    expect({ exit, code: error.code }).to.deep.equal({ exit: 1, code: "REVERTED" });
    expect(error.facts).to.have.property("error", "GovernorNotFounded");
  });

  it("accepts the state it joins, until the founding quorum is reached", async () => {
    for (const seat of FOUNDERS) {
      await succeed(["founding", "accept", "--seat", String(seat), "--yes", "--key", hot(seat)]);
    }
    const { isFounded, accepted, total } = await succeed(["founding", "state"]);
    expect({ isFounded, accepted, total }).to.deep.equal({ isFounded: true, accepted: "13", total: "17" });
    const again = await fail(["founding", "accept", "--seat", "0", "--yes", "--key", hot(0)]);
    expect(again.exit).to.equal(1);
    expect(again.error.facts).to.have.property("error", "AccessionNotApplicant");
  });

  it("drafts an admission, signs ballots off line, and has it enacted in one transaction", async () => {
    const draft = file("admit.json");
    await succeed(["member", "admit", "--name", "Quillfeather Press", "--cold", NEWCOMER, "--out", draft]);
    const explained = await quorate(["explain", draft]);
    expect(explained.stdout).to.contain(`with weight 1 and cold account ${NEWCOMER}`);

    const ballots: string[] = [];
    for (const seat of VOTERS) {
      const ballot = file(`ballot-${seat}.json`);
      ballots.push(ballot);
      const choice = ["--seat", String(seat), "--support", "for", "--proposer", "0", "--out", ballot];
      // One deadline for all, so that they travel in the compact form.
      await succeed(["ballot", "prepare", draft, ...choice, "--deadline", "2100-01-01"]);
      const nowhere = "http://127.0.0.1:1";
      for (const key of seat === GRID ? [1, 3] : [1]) {
        await succeed(["ballot", "sign", ballot, "--yes", "--key", hot(seat, key)], nowhere);
      }
    }
    const early = await fail([
      "proposal",
      "enact",
      draft,
      ...ballots.slice(0, 3),
      "--proposer",
      "0",
      "--yes",
      "--key",
      hot(9),
    ]);
    expect({ exit: early.exit, code: early.error.code }).to.deep.equal({ exit: 1, code: "REVERTED" });

    const { skipped } = await succeed([
      "proposal",
      "enact",
      draft,
      ...ballots,
      "--proposer",
      "0",
      "--yes",
      "--key",
      hot(9),
    ]);
    expect(skipped).to.deep.equal([]);
    const { standing, cold } = await succeed(["member", "show", "16"]);
    expect({ standing, cold }).to.deep.equal({ standing: "applicant", cold: NEWCOMER });
  });

  it("notices a ballot file that says something else than what is signed", async () => {
    const ballot = file("ballot-0.json");
    const text = await readFile(ballot, "utf8");
    await writeFile(file("altered.json"), text.replaceAll("weight 1", "weight 2"));
    const { exit, error } = await fail(["ballot", "show", file("altered.json")]);
    expect({ exit, code: error.code }).to.deep.equal({ exit: 2, code: "BALLOT_FILE_ALTERED" });
  });

  it("proposes, votes, and sees the vote", async () => {
    const proposed = await succeed(["member", "suspend", "5", "+2d", "--propose", "--yes", "--key", hot(1)]);
    const id = String(proposed.proposalId);
    await succeed(["ballot", "cast", id, "against", "--yes", "--key", hot(2), "--reason", "no cause is given"]);
    const { state, tally } = await succeed(["proposal", "show", id]);
    expect(state).to.equal("active");
    expect(tally).to.include({ weightAgainst: "1", weightFor: "0" });
    const { exit, error } = await fail(["proposal", "execute", id, "--key", hot(1)]);
    expect(exit).to.equal(1);
    expect(error.facts).to.have.property("error");
    await succeed(["proposal", "withdraw", id, "--key", hot(1)]);
    const canceled = await quorate(["proposal", "list", "--state", "canceled"]);
    expect(canceled.stdout).to.contain("Suspend member Fennimore Energía (seat 5)");
  });

  it("signs a proposal off line, and has anybody open it", async () => {
    const [draft, prepared, signed] = [file("weight.json"), file("weight-proposal.json"), file("weight-signed.json")];
    await succeed(["member", "suspend", "5", "+3d", "--out", draft]);
    await succeed(["proposal", "prepare", draft, "--proposer", "1", "--deadline", "2100-01-01", "--out", prepared]);
    const unsigned = await fail(["proposal", "submit", prepared, "--yes", "--key", hot(9)]);
    expect({ exit: unsigned.exit, code: unsigned.error.code }).to.deep.equal({
      exit: 2,
      code: "PROPOSAL_FILE_UNSIGNED",
    });
    const words = ["proposal", "sign", prepared, "--out", signed, "--yes", "--key"];
    const shown = await quorate([...words, hot(1)], "http://127.0.0.1:1");
    expect(shown.code, shown.stderr).to.equal(0);
    expect(shown.stderr)
      .to.contain("  - Suspend member Fennimore Energía (seat 5)")
      .and.to.contain("(seat 1) proposes this");
    await writeFile(file("weight-altered.json"), (await readFile(signed, "utf8")).replaceAll("seat 5", "seat 6"));
    const altered = await fail(["proposal", "submit", file("weight-altered.json"), "--yes", "--key", hot(9)]);
    expect(altered).to.have.property("exit", 2);
    const { proposalId } = await succeed(["proposal", "submit", signed, "--yes", "--key", hot(9)]);
    expect(await succeed(["proposal", "show", String(proposalId)])).to.include({ state: "active", proposer: "1" });
    await succeed(["proposal", "withdraw", String(proposalId), "--key", hot(1)]);
  });

  it("is told before it proposes what would fail", async () => {
    const { stderr, code } = await quorate([
      "parameter",
      "set",
      "network.gasLimit",
      "99",
      "--propose",
      "--yes",
      "--key",
      hot(3),
    ]);
    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain("It would fail now: The value is outside the parameter's bounds");
  });

  it("changes a parameter on the very day its local chain began", async () => {
    const { simulation } = await succeed(["parameter", "set", "batch.maxRecords", "8192"]);
    expect(simulation).to.have.property("failure", null);
  });

  it("suspends a key by a guardian, names it by its source, and takes it back", async () => {
    const key = hot(11);
    await succeed(["guardian", "suspend", key, "--reason", "a stolen laptop", "--yes", "--key", hot(9)]);
    const { call } = await succeed(["guardian", "ratify", key, "+10d"]);
    expect(call).to.have.property("sentence").that.contains("Ratify the suspension");
    await succeed(["guardian", "lift", key, "--key", hot(9)]);
  });

  it("sees which parameter a rule is for", async () => {
    const { stdout } = await quorate(["rule", "show", "Constitution.setParameter"]);
    expect(stdout).to.contain("Constitution.setParameter of network.validatorLimit (version");
  });

  it("proposes an amendment again that was withdrawn", async () => {
    for (let time = 0; time < 2; time++) {
      const { proposalId } = await succeed(["amendment", "propose", "2", "--yes", "--key", hot(4)]);
      await succeed(["proposal", "withdraw", String(proposalId), "--key", hot(4)]);
    }
    expect(await succeed(["amendment", "enacted", "2"])).to.include({ isEnacted: false });
    const { exit, error } = await fail(["amendment", "verify", "2"]);
    expect({ exit, code: error.code }).to.deep.equal({ exit: 1, code: "AMENDMENT_NOT_ENACTED" });
  });

  it("hears from the node why it refuses an account without money", async () => {
    await writeFile(file("password"), "a long password\n");
    const [poor, password] = [file("poor.json"), ["--password-file", file("password")]];
    await succeed(["key", "create", poor, ...password]);
    expect((await stat(poor)).mode & 0o777).to.equal(0o600);
    await succeed(["key", "add", "4", `keystore:${poor}`, ...password, "--key", "env:QUORATE_SEAT_4_COLD"]);
    const words = ["parameter", "set", "batch.maxRecords", "8192", "--propose", "--yes", ...password];
    const { exit, error } = await fail([...words, "--key", `keystore:${poor}`]);
    expect({ exit, code: error.code }).to.deep.equal({ exit: 1, code: "CHAIN_REFUSED" });
    expect(error.cause).to.contain("enough funds");
    await chmod(poor, 0o644);
    const exposed = await fail([...words, "--key", `keystore:${poor}`]);
    expect({ exit: exposed.exit, code: exposed.error.code }).to.deep.equal({ exit: 2, code: "KEYSTORE_EXPOSED" });
  });

  it("exports the journal and verifies it without a chain; a flipped byte is found", async () => {
    const journal = file("journal.json");
    const { head } = await succeed(["journal", "export", journal]);
    const verified = await succeed(["journal", "verify", journal, "--head", String(head)], "http://127.0.0.1:1");
    expect(verified.entryCount).to.equal(verified.trustedEntryCount);
    // Who votes with one account stands in the electorate; the keys of a seat that needs several have to be known.
    expect(verified).to.include({ signatureVerifiedCount: VOTERS.length - 1, signedByFileKeysCount: 1 });
    const text = await readFile(journal, "utf8");
    const { ballotsNeeded, keys: known } = await succeed(["member", "show", String(GRID)]);
    const signers = Array.isArray(known) ? known.map(({ signer }) => signer) : [];
    await writeFile(file("known-keys.json"), JSON.stringify([{ seat: GRID, ballotsNeeded, signers }]));
    await writeFile(file("known-verifiers.json"), JSON.stringify(JSON.parse(text).verifiers));
    const trusted = ["--keys", file("known-keys.json"), "--verifiers", file("known-verifiers.json")];
    const knowing = await succeed(["journal", "verify", journal, "--head", String(head), ...trusted]);
    expect(knowing).to.include({ signatureVerifiedCount: VOTERS.length, signedByFileKeysCount: 0 });
    await writeFile(
      file("flipped.json"),
      text.replace("Quillfeather", "Quillfeathers").replace("no cause", "so cause"),
    );
    const at = text.indexOf('"signature": "0x') + '"signature": "0x'.length + 10;
    await writeFile(file("flipped.json"), `${text.slice(0, at)}${text[at] === "0" ? "1" : "0"}${text.slice(at + 1)}`);
    const { exit, error } = await fail(["journal", "verify", file("flipped.json"), "--head", String(head)]);
    expect(exit).to.equal(1);
    expect(error.code).to.match(/^JOURNAL_/);
  });

  it("carries an amendment through: prepared, proposed, voted, queued, executed, verified", async () => {
    const { found } = await succeed(["amendment", "prepare", "1"]);
    expect(found).to.deep.equal([
      "network.validatorLimit is 21 at version 1",
      "25 is within its bounds and one step away",
    ]);
    const proposed = await succeed(["amendment", "propose", "1", "--yes", "--key", hot(4)]);
    const id = String(proposed.proposalId);
    for (const seat of [0, 1, 2, 3, 4, 5, 6, 8, 9]) {
      await succeed(["ballot", "cast", id, "for", "--yes", "--key", hot(seat)]);
    }
    expect((await fail(["amendment", "verify", "1"])).exit).to.equal(1);
    await line.pass(7 * DAY + 3_600);
    await succeed(["proposal", "queue", id, "--key", hot(10)]);
    const early = await fail(["proposal", "execute", id, "--key", hot(10)]);
    expect(early.error.facts).to.have.property("error", "GovernorNotExecutable");
    await line.pass(DAY);
    await succeed(["proposal", "execute", id, "--key", hot(10)]);
    expect(await succeed(["amendment", "enacted", "1"])).to.include({ isEnacted: true });
    expect((await quorate(["amendment", "verify", "1"])).code).to.equal(0);
    const again = await fail(["amendment", "propose", "1", "--yes", "--key", hot(4)]);
    expect(again.error.code).to.equal("AMENDMENT_NOT_READY");
  });
});

describe("An operator who types npm start", function () {
  this.timeout(120_000);
  const OPERATED = "local-journey-founded";

  after(() => forgetDeployment(OPERATED));

  it("is left with a consortium that is founded, and ends it with Ctrl-C", async () => {
    const { chain, rpc } = await startChain(OPERATED);
    const state = await new Promise<string>((resolve) => {
      const words = ["founding", "state", "--deployment", OPERATED, "--rpc", rpc, "--json"];
      execFile(process.execPath, [join(ROOT, "scripts/cli.ts"), ...words], (_, stdout) => resolve(stdout));
    });
    expect(await stopChain(chain)).to.deep.equal([0, null]);
    expect(JSON.parse(state)).to.include({ isFounded: true, accepted: "17", total: "17" });
  });
});
