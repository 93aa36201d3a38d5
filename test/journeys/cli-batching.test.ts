import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";

import { expect } from "chai";
import { JsonRpcProvider, Wallet } from "ethers";

import { enactDraft } from "../support/enactDraft.ts";
import { memberOptions } from "../support/memberOptions.ts";
import { type Here, runHere } from "../support/runHere.ts";
import { type StartedBatcher, startBatcher } from "../support/startBatcher.ts";
import { type CommandLine, startCommandLine } from "../support/startCommandLine.ts";

const ID = "local-journey-batching";
/** A member of the sample consortium with the batcher's duty. */
const BATCHER = 9;

// REQ-BATCH-80
describe("Members and a batcher at the command line", function () {
  this.timeout(900_000);

  let line: CommandLine;
  let here: Here;
  let batcher: StartedBatcher;
  const { file, key, home, as } = memberOptions(() => line);
  // In this process, but for what the story is about: the batcher.
  const succeed = (...words: readonly string[]): Promise<Record<string, unknown>> => here.succeed(...words);
  const refuse = async (...words: readonly string[]): Promise<unknown> => [...(await here.refuse(...words))];
  const start = (): Promise<StartedBatcher> =>
    startBatcher(line, ID, [...key(BATCHER).slice(0, 2), "--home", file("batcher")]);
  const send = (receipt: string, until: string): Promise<Record<string, unknown>> => {
    const way = ["--batch", "--batcher", batcher.url, "--until", until, "--receipt", file(receipt)];
    return succeed("record", "send", file("message.json"), "--to", "1", ...way, ...as(0));
  };
  const mine = async (blocks: number): Promise<void> => {
    const provider = new JsonRpcProvider(line.rpc);
    await provider.send("hardhat_mine", [`0x${blocks.toString(16)}`]);
    provider.destroy();
  };

  before(async () => {
    line = await startCommandLine(ID);
    here = await runHere(line, ID);
    await writeFile(file("password"), "three words together\n");
    await writeFile(file("message.json"), '{"amount":"12.50","currency":"EUR"}');
    for (const seat of [0, 1]) await succeed("encryption-key", "register", ...as(seat));
    await succeed("group", "form", "--members", "0,1", "--acks", "1", "--out", file("group.json"));
    await enactDraft(line, ID, file("group.json"));
  });

  after(async () => {
    if (batcher?.command.exitCode === null) await batcher.interrupt();
    await line?.stop();
  });

  it("start one with a key that has the duty, and are told why another does not start", async () => {
    batcher = await start();
    const starting = ["batcher", "start", "--port", "0", "--operator-port", "0"];
    const withoutDuty = [...starting, ...key(0), "--home", file("nobody")];
    const { code, stderr } = await line.quorate(withoutDuty);
    expect([code, stderr]).to.satisfy(([exit, said]: [number, string]) => exit === 1 && said.includes("duty"));
    const sameStore = await line.quorate([...starting, ...key(BATCHER), "--home", file("batcher")]);
    expect(sameStore.stderr).to.contain("is open in another batcher").and.contain("PROGRAM_FAILED");
    expect(await refuse("batcher", "start", "--port", "70000", ...key(BATCHER))).to.deep.equal([2, "OPTION_MALFORMED"]);
    expect(await refuse("batcher", "start")).to.deep.equal([2, "OPTION_MISSING"]);
    expect(await refuse("batcher", "fsck", "--home", file("batcher"))).to.deep.equal([1, "PROGRAM_FAILED"]);
    expect(await refuse("batcher", "fsck", "--store", file("nothing.db"))).to.deep.equal([1, "PROGRAM_FAILED"]);
    expect(await refuse("batcher", "status", "--operator", "http://127.0.0.1:1")).to.deep.equal([
      1,
      "BATCHER_UNREACHABLE",
    ]);
  });

  // REQ-SDK-12
  it("send a record through it, hold the receipt against the chain, and take the record into the registry", async () => {
    const sent = await send("first.json", "final");
    const recordId = String(sent.recordId);
    expect(sent).to.include({ level: "final", seat: "0" });
    expect(await succeed("receipt", "verify", file("first.json"))).to.include({ level: "anchored", sequence: "0" });
    const { batch } = JSON.parse(await readFile(file("first.json"), "utf8"));
    expect(batch).to.include({ number: 0, firstSequence: 0, count: 1 });
    expect(await refuse("record", "open", recordId, ...home(1))).to.deep.equal([1, "RECORD_UNKNOWN"]);
    const peer = ["--peer", file("member-0/envelopes")];
    const unpromoted = [...peer, "--receipt", file("first.json"), ...home(1)];
    expect(await succeed("record", "open", recordId, ...unpromoted)).to.include({ state: "batched" });
    expect(await succeed("record", "promote", file("first.json"), ...key(5))).to.include({ recordId });
    expect(await succeed("record", "promote", file("first.json"), ...key(5))).to.include({ recordId, receipt: null });
    expect(await succeed("record", "open", recordId, ...peer, ...home(1))).to.include({ state: "proposed" });
    expect(await succeed("record", "acknowledge", recordId, ...peer, ...as(1))).to.include({ isFinal: true });
  });

  it("refuse a receipt that somebody altered, with or without a node", async () => {
    const { batch, record, ...receipt } = JSON.parse(await readFile(file("first.json"), "utf8"));
    const offline = (name: string, hash: string): Promise<unknown> =>
      refuse("receipt", "verify", file(name), "--offline", "--hash", hash);
    await writeFile(file("signature.json"), JSON.stringify({ ...receipt, batch, record: flip(record, -40) }));
    await writeFile(file("content.json"), JSON.stringify({ ...receipt, batch, record: flip(record, 180) }));
    await writeFile(file("time.json"), JSON.stringify({ ...receipt, record, batch: { ...batch, anchoredAt: 1 } }));
    await writeFile(file("odd.json"), JSON.stringify({ ...receipt, record, batch, level: "final" }));
    expect(await refuse("receipt", "verify", file("signature.json"))).to.deep.equal([1, "RECEIPT_SIGNATURE_WRONG"]);
    expect(await refuse("receipt", "verify", file("content.json"))).to.deep.equal([1, "RECEIPT_ALTERED"]);
    expect(await refuse("receipt", "verify", file("time.json"))).to.deep.equal([1, "RECEIPT_BATCH_DIFFERS"]);
    expect(await refuse("receipt", "verify", file("odd.json"))).to.deep.equal([2, "RECEIPT_MALFORMED"]);
    expect(await refuse("receipt", "verify", file("first.json"), "--offline")).to.deep.equal([2, "OPTION_MISSING"]);
    expect(await refuse("record", "promote", file("content.json"), ...key(5))).to.deep.equal([1, "RECEIPT_ALTERED"]);
    expect(await offline("first.json", Wallet.createRandom().privateKey)).to.deep.equal([1, "RECEIPT_BATCH_DIFFERS"]);
    const { batch: verified } = await succeed("receipt", "verify", file("first.json"));
    const { batchHash } = Object(verified);
    const words = ["receipt", "verify", file("first.json"), "--offline", "--hash", batchHash];
    expect(await line.succeed(words, "http://127.0.0.1:1")).to.include({ level: "anchored" });
  });

  it("are told what is wrong with what they typed", async () => {
    const sending = ["record", "send", file("message.json"), "--to", "1", ...as(0), "--batch"];
    expect(await refuse(...sending)).to.deep.equal([2, "OPTION_MISSING"]);
    expect(await refuse(...sending, "--batcher", "nowhere")).to.deep.equal([2, "OPTION_MALFORMED"]);
    expect(await refuse(...sending, "--batcher", batcher.url, "--until", "soon")).to.deep.equal([
      2,
      "OPTION_MALFORMED",
    ]);
    expect(await refuse(...sending, "--batcher", batcher.url, "--consent", "c.json")).to.deep.equal([
      2,
      "OPTION_MALFORMED",
    ]);
    const { logId } = JSON.parse(await readFile(file("first.json"), "utf8"));
    const asking = ["--batcher", batcher.url];
    expect(await refuse("receipt", "get", `${logId}/99`, ...asking)).to.deep.equal([1, "BATCHER_REFUSED"]);
    expect(await refuse("receipt", "get", file("none.json"), ...asking)).to.deep.equal([2, "FILE_UNREADABLE"]);
    expect(await succeed("receipt", "get", `${logId}/0`, ...asking)).to.include({ level: "final", file: null });
  });

  it("anchor without any batcher what none takes", async () => {
    const sending = ["record", "send", file("message.json"), "--to", "1", ...as(0), "--receipt", file("alone.json")];
    const unreachable = [...sending, "--batch", "--batcher", "http://127.0.0.1:1"];
    expect(await refuse(...unreachable)).to.deep.equal([1, "BATCHER_UNREACHABLE"]);
    const anchored = await succeed("record", "anchor", file("alone.signed.json"), ...key(0));
    expect(anchored).to.include({ level: "anchored", file: file("alone.json") });
    const again = ["record", "submit", file("alone.signed.json"), "--batcher", batcher.url];
    expect(await refuse(...again), "a receipt is never replaced by a lower one").to.deep.equal([2, "FILE_EXISTS"]);
    expect(await succeed(...again, "--receipt", file("both.json"))).to.include({ level: "durable" });
    expect(await succeed("record", "promote", file("alone.json"), ...key(5))).to.include({
      recordId: anchored.recordId,
    });
  });

  it("see how it is, and the batcher answers whoever asks for a record", async () => {
    await send("asked.json", "durable");
    expect(await refuse("batcher", "challenge", file("asked.json"), ...key(0))).to.deep.equal([1, "REVERTED"]);
    await line.pass(3_600);
    await mine(12);
    const { challengeId } = await succeed("batcher", "challenge", file("asked.json"), ...key(0));
    const status = ["batcher", "status", "--operator", batcher.operatorUrl];
    let { chain, ...says } = await succeed(...status);
    for (let turn = 0; turn < 20 && Object(chain).challenges.length > 0; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      ({ chain, ...says } = await succeed(...status));
    }
    expect(chain).to.deep.include({ seat: String(BATCHER), hasDuty: true, suspendedSince: "0", challenges: [] });
    expect(says.batcher).to.include({ isOnDuty: true, isDraining: false, nextSequence: 3 });
    expect(await refuse("batcher", "conclude", String(challengeId), ...key(0))).to.deep.equal([1, "REVERTED"]);
  });

  it("are told that a record's deadline has passed, and sign it anew where the key is at hand", async () => {
    const sending = ["record", "send", file("message.json"), "--to", "1", ...as(0), "--receipt", file("late.json")];
    const unreachable = [...sending, "--batch", "--batcher", "http://127.0.0.1:1"];
    expect(await refuse(...unreachable)).to.deep.equal([1, "BATCHER_UNREACHABLE"]);
    await line.pass(3_600);
    await mine(1);
    const again = ["record", "submit", file("late.signed.json"), "--batcher", batcher.url];
    expect(await refuse(...again)).to.deep.equal([1, "RECORD_REFUSED"]);
    const { recordId } = JSON.parse(await readFile(file("late.signed.json"), "utf8"));
    const anew = await succeed(...again, ...key(0), "--until", "anchored");
    expect(anew).to.include({ recordId, level: "anchored", file: file("late.json") });
    expect(await succeed("record", "promote", file("late.json"), ...key(5))).to.include({ recordId });
  });

  it("stop it with Ctrl-C, find its store in order, and start it again in the same log", async () => {
    await send("last.json", "durable");
    expect(await batcher.interrupt()).to.equal(0);
    const { logs, findings } = await succeed("batcher", "fsck", "--home", file("batcher"));
    expect(Object(logs)[0]).to.include({ seat: BATCHER, nextSequence: 5 });
    expect(Object(findings).filter(({ severity }: { severity: string }) => severity === "fault")).to.deep.equal([]);
    batcher = await start();
    const got = await succeed("receipt", "get", file("last.json"), "--batcher", batcher.url, "--until", "anchored");
    expect(got).to.include({ file: file("last.json") });
    expect(await succeed("receipt", "verify", file("last.json"))).to.include({ level: "anchored", sequence: "4" });
  });

  // REQ-BATCH-81
  it("lose no sight of it: it ends when the command that started it is killed", async () => {
    const ended = once(batcher.command, "exit");
    batcher.command.kill("SIGKILL");
    await ended;
    let answers = true;
    for (let turn = 0; turn < 100 && answers; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      answers = await fetch(`${batcher.operatorUrl}/health/live`).then(
        () => true,
        () => false,
      );
    }
    expect(answers).to.equal(false);
  });

  it("suspend one that leaves a question open, and propose to let it promise again", async () => {
    batcher = await start();
    await send("missed.json", "durable");
    await batcher.interrupt();
    await line.pass(3_600);
    await mine(12);
    const { challengeId } = await succeed("batcher", "challenge", file("missed.json"), ...key(1));
    const { chain: asked } = await succeed("batcher", "status", String(BATCHER));
    expect(Object(asked).challenges).to.have.length(1);
    expect(await refuse("batcher", "conclude", String(challengeId), ...key(5))).to.deep.equal([1, "REVERTED"]);
    await mine(101);
    await succeed("batcher", "conclude", file("missed.json"), ...key(5));
    const { chain } = await succeed("batcher", "status", String(BATCHER));
    expect(Object(chain).suspendedSince).to.not.equal("0");
    await succeed("batcher", "reinstate", String(BATCHER), "--out", file("reinstate.json"));
    await enactDraft(line, ID, file("reinstate.json"));
    const { chain: after } = await succeed("batcher", "status", String(BATCHER));
    expect(Object(after).suspendedSince).to.equal("0");
  });
});

/** Changes one hexadecimal digit. */
function flip(hex: string, at: number): string {
  const place = at < 0 ? hex.length + at : at;
  return `${hex.slice(0, place)}${hex[place] === "1" ? "2" : "1"}${hex.slice(place + 1)}`;
}
