import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";

import { enactDraft } from "../support/enactDraft.ts";
import { sampleMessage } from "../support/records/sampleMessage.ts";
import { type CommandLine, startCommandLine } from "../support/startCommandLine.ts";

const ID = "local-journey-records";

// REQ-CONF-01
describe("Members that exchange records at the command line", function () {
  this.timeout(600_000);

  let line: CommandLine;
  let recordId: string;
  const file = (name: string): string => join(line.folder, name);
  const as = (seat: number): readonly string[] => [
    "--key",
    `env:QUORATE_SEAT_${seat}_HOT_1`,
    "--home",
    file(`member-${seat}`),
    "--key-store-password-file",
    file("password"),
    "--yes",
  ];
  const reading = (seat: number): readonly string[] => as(seat).slice(2);
  const peer = (seat: number): readonly string[] => ["--peer", file(`member-${seat}/envelopes`)];
  const succeed = (...words: readonly string[]): Promise<Record<string, unknown>> => line.succeed(words);
  const refuse = async (...words: readonly string[]): Promise<unknown> => {
    const { exit, error } = await line.fail(words);
    expect(error.remedy, words.join(" ")).to.be.a("string").and.not.equal("");
    return [exit, error.code];
  };

  before(async () => {
    line = await startCommandLine(ID);
    await writeFile(file("password"), "three words together\n");
    await writeFile(file("message.xml"), sampleMessage);
  });

  after(() => line.stop());

  it("publish keys from key stores that only they may open, and form a group by vote", async () => {
    for (const seat of [0, 1, 2]) await succeed("encryption-key", "register", ...as(seat));
    expect((await stat(file("member-0/records.keys"))).mode & 0o777).to.equal(0o600);
    const { keys } = await succeed("encryption-key", "show", ...reading(0));
    expect(keys).to.have.length(1);
    await succeed(
      "group",
      "form",
      "--members",
      "0,1,2",
      "--acks",
      "2",
      "--mandatory",
      "1",
      "--out",
      file("group.json"),
    );
    await enactDraft(line, ID, file("group.json"));
    const group = await succeed("group", "show", "1");
    expect(group).to.deep.include({ epoch: "1", seats: ["0", "1", "2"], mandatory: ["1"] });
  });

  it("send a message, open it byte for byte, and acknowledge it until it is final", async () => {
    const sent = await succeed("record", "send", file("message.xml"), "--to", "1", "--memo", "as agreed", ...as(0));
    expect(sent).to.deep.include({ seat: "0", group: "1", epoch: "1", readers: ["0", "1", "2"] });
    recordId = String(sent.recordId);
    const opened = await succeed("record", "open", recordId, ...peer(0), "--out", file("received.xml"), ...reading(1));
    expect(opened).to.include({ state: "proposed", memo: "as agreed", areSlotsChecked: true });
    expect(await readFile(file("received.xml"), "utf8")).to.equal(sampleMessage);
    expect((await stat(file("received.xml"))).mode & 0o777).to.equal(0o600);
    expect(await succeed("record", "acknowledge", recordId, ...as(1))).to.include({ isFinal: false });
    expect(await succeed("record", "acknowledge", recordId, ...peer(0), ...as(2))).to.include({ isFinal: true });
  });

  it("are told what is wrong, and what to do", async () => {
    await writeFile(file("wrong"), "two words\n");
    const nowhere = `0x${"ab".repeat(32)}`;
    const stranger = file("stranger");
    await mkdir(stranger);
    const wrongPassword = ["--home", file("member-1"), "--key-store-password-file", file("wrong")];
    expect(await refuse("record", "open", recordId, ...wrongPassword)).to.deep.equal([2, "KEYSTORE_PASSWORD_WRONG"]);
    expect(await refuse("record", "open", nowhere, ...reading(1))).to.deep.equal([1, "RECORD_UNKNOWN"]);
    expect(await refuse("record", "open", "0x12", ...reading(1))).to.deep.equal([2, "HEX_MALFORMED"]);
    expect(await refuse("record", "open", recordId, "--home", stranger)).to.deep.equal([2, "KEYSTORE_UNREADABLE"]);
    expect(await refuse("record", "send", file("message.xml"), "--to", "9", ...as(0))).to.deep.equal([
      1,
      "GROUP_UNKNOWN",
    ]);
    expect(await refuse("record", "send", file("message.xml"), "--to", "1", ...as(0), "--seat", "3")).to.deep.equal([
      1,
      "RECIPIENTS_MALFORMED",
    ]);
    const keys = file("member-1/records.keys");
    await chmod(keys, 0o644);
    expect(await refuse("record", "open", recordId, ...reading(1))).to.deep.equal([2, "KEYSTORE_EXPOSED"]);
    await chmod(keys, 0o600);
    expect(await readdir(file("member-0/envelopes"))).to.have.length(2);
  });
});
