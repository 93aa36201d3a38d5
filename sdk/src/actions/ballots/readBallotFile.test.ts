import { expect } from "chai";
import { Wallet } from "ethers";
import fc from "fast-check";

import { anyMisprint } from "../../../../test/support/anyMisprint.ts";
import { modules, names, showProposal } from "../../../../test/support/shownProposal.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { ballotSentence } from "../../internal/ballotSentence.ts";
import type { BallotFile } from "../../types/BallotFile.ts";
import { formatBallotFile } from "./formatBallotFile.ts";
import { mergeBallots } from "./mergeBallots.ts";
import { readBallotFile } from "./readBallotFile.ts";
import { signBallotFile } from "./signBallotFile.ts";
import { toAccountSigner } from "./toAccountSigner.ts";

function prepareFile(): BallotFile {
  const shown = showProposal();
  const ballot = { seat: 3n, support: "for", nonce: 0n, deadline: 1_800_000_000n } as const;
  return {
    format: "quorate.ballot",
    ...shown,
    ballot: { ...ballot, sentence: ballotSentence({ ...ballot, proposalId: shown.proposal.id }, names) },
    signatures: [],
  };
}

describe("a ballot file", () => {
  const file = prepareFile();
  const text = formatBallotFile(file);

  it("reads back as it was written, and says what it is about", async () => {
    const read = await readBallotFile(text, { names, chainId: 7n, modules });
    expect(read.file).to.deep.equal(file);
    expect(read.sentences).to.deep.equal(["Give member ACME Bank (seat 3) the weight 2"]);
    expect(read.ballotSentence).to.match(
      /^ACME Bank \(seat 3\) votes for proposal \d+, valid until 2027-01-15 08:00:00 UTC$/,
    );
  });

  // REQ-SDK-10
  it("says whose word it is what the votes would change, and takes nothing there that looks like another line", async () => {
    const { preparersWord } = await readBallotFile(text);
    expect(preparersWord).to.deep.equal([
      "By the word of whoever prepared the file, which nothing here proves, on block 12 it would succeed",
      "weight of member ACME Bank (seat 3): 1 -> 2",
    ]);
    const foreseen = (more: object): string => JSON.stringify({ ...JSON.parse(text), foreseen: more });
    const failing = { blockNumber: "12", failure: "call 1: No member has that seat.", differences: [] };
    expect((await readBallotFile(foreseen(failing))).preparersWord).to.deep.equal([
      "By the word of whoever prepared the file, which nothing here proves, on block 12 it would fail: call 1: No member has that seat.",
    ]);
    const line = "ACME Bank votes against";
    for (const differences of [
      [{ subject: `a\n${line}`, before: "1", after: "2" }],
      [{ subject: "a", before: "1", after: `2\u2028${line}` }],
      [{ subject: "a", before: "\u001b[2K", after: "2" }],
      [{ subject: "a", before: "1" }],
    ]) {
      const error: unknown = await readBallotFile(foreseen({ ...failing, differences })).catch((thrown) => thrown);
      expect(error).to.be.instanceOf(QuorateError).and.to.include({ code: "BALLOT_FILE_MALFORMED" });
    }
    const silent = await readBallotFile(formatBallotFile({ ...file, foreseen: null }));
    expect(silent.preparersWord).to.deep.equal(["Whoever prepared the file does not say what it would change."]);
  });

  it("does not lend its names to a reader that has none", async () => {
    const { sentences, ballotSentence: said } = await readBallotFile(text);
    expect([...sentences, said].join()).not.to.contain("ACME");
  });

  it("is refused, or says the same, whatever single character is changed", async () => {
    await fc.assert(
      fc.asyncProperty(anyMisprint(text), async (changed) => {
        try {
          const read = await readBallotFile(changed);
          // Modules that the calls do not concern say nothing here; a reader that knows its modules compares them all.
          // What the preparer has foreseen is their word, and said to be.
          expect(read.preparersWord[0]).to.match(
            /^By the word of whoever prepared the file, which nothing here proves/,
          );
          expect({ ...read.file, names, modules, foreseen: file.foreseen }).to.deep.equal(file);
          expect(read.file.modules).to.include({ governor: modules.governor, memberRegistry: modules.memberRegistry });
        } catch (error) {
          if (!(error instanceof QuorateError)) throw error;
          expect(error.code).to.match(/^(?:BALLOT_FILE_|NAMES_)/);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("carries one signature of each key, which it checks", async () => {
    const signer = await toAccountSigner(Wallet.createRandom());
    const once = await signBallotFile({ file, signer, names });
    const twice = await signBallotFile({ file: once, signer, names });
    expect(twice.signatures).to.deep.equal(once.signatures);
    const { ballot, signatures } = await readBallotFile(formatBallotFile(twice));
    expect(signatures).to.deep.equal([{ signer: signer.signer, verdict: "valid" }]);
    expect(mergeBallots({ chainId: 7n, governor: modules.governor, ballots: [ballot, ballot] })).to.deep.equal([
      ballot,
    ]);
  });

  it("is neither read nor signed by whoever has stopped", async () => {
    const signer = await toAccountSigner(Wallet.createRandom());
    const signal = AbortSignal.abort();
    for (const work of [readBallotFile(text, { signal }), signBallotFile({ file, signer, signal })]) {
      const error: unknown = await work.catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(QuorateError).and.to.include({ code: "ABORTED" });
    }
  });

  it("keeps the newest of a seat's ballots when they are merged, and the signatures of all its keys", async () => {
    const [first, second] = await Promise.all(
      [Wallet.createRandom(), Wallet.createRandom()].map((wallet) => toAccountSigner(wallet)),
    );
    if (first === undefined || second === undefined) throw new Error("two keys");
    const [one, two] = await Promise.all([first, second].map((signer) => signBallotFile({ file, signer })));
    if (one === undefined || two === undefined) throw new Error("two files");
    const ballots = await Promise.all(
      [one, two].map(async (each) => (await readBallotFile(formatBallotFile(each))).ballot),
    );
    const place = { chainId: 7n, governor: modules.governor };
    const [merged] = mergeBallots({ ...place, ballots });
    expect(merged?.signatures.map(({ signer }) => signer)).to.deep.equal([first.signer, second.signer]);
    const [old] = ballots;
    if (old === undefined) throw new Error("a ballot");
    const changed = { ...old, nonce: 1n, support: "against" } as const;
    expect(mergeBallots({ ...place, ballots: [...ballots, changed] }).map(({ support }) => support)).to.deep.equal([
      "against",
    ]);
  });
});
