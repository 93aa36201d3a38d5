import { expect } from "chai";
import { Wallet } from "ethers";
import fc from "fast-check";

import { anyMisprint } from "../../../../test/support/anyMisprint.ts";
import { createVerifiedSigner } from "../../../../test/support/createVerifiedSigner.ts";
import { codeOf } from "../../../../test/support/errorOf.ts";
import { addressOf, codeHash, modules, names, showProposal } from "../../../../test/support/shownProposal.ts";
import { hashProposal } from "../../crypto/proposalTypedData.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { proposalSentence } from "../../internal/proposalSentence.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import type { ProposalFile } from "../../types/ProposalFile.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { toAccountSigner } from "../ballots/toAccountSigner.ts";
import { createCalls } from "../calls/createCalls.ts";
import { formatProposalFile } from "./formatProposalFile.ts";
import { type ReadProposalFileOptions, readProposalFile } from "./readProposalFile.ts";
import { signProposalFile } from "./signProposalFile.ts";

const verifier = addressOf("7");
const verifiers = { [verifier]: "p256" } as const;
const deadline = 1_800_000_000n;

function prepareFile(): ProposalFile {
  const shown = showProposal();
  return {
    format: "quorate.proposal",
    ...shown,
    simulation: parseBytes32(`0x${"ef".repeat(32)}`),
    deadline,
    sentence: proposalSentence({ proposalId: shown.proposal.id, proposer: 1n, deadline }, names),
    signature: null,
  };
}

describe("a proposal file", () => {
  const file = prepareFile();
  const text = formatProposalFile(file);

  // REQ-SDK-10
  it("reads back as it was written, and says what it is about", async () => {
    const read = await readProposalFile(text, { names, chainId: 7n, modules, now: deadline });
    expect(read.file).to.deep.equal(file);
    expect(read.sentences).to.deep.equal(["Give member ACME Bank (seat 3) the weight 2"]);
    expect(read.proposalSentence).to.match(
      /^Grid \(seat 1\) proposes this as proposal \d+, to be opened until 2027-01-15 08:00:00 UTC$/,
    );
    expect(read.preparersWord[0]).to.match(
      /^By the word of whoever prepared the file, which nothing here proves, on block 12/,
    );
    expect(read.preparersWord).to.have.lengthOf(2);
    expect(read.signature).to.equal(null);
    const unnamed = await readProposalFile(text);
    expect([...unnamed.sentences, unnamed.proposalSentence].join()).not.to.match(/ACME|Grid/);
  });

  it("is signed once, by the key that signed last, and says what can be known of the signature", async () => {
    const [account, verified] = await Promise.all([
      toAccountSigner(Wallet.createRandom()),
      createVerifiedSigner("p256", verifier),
    ]);
    const first = await signProposalFile({ file, signer: account, chainId: 7n, modules, names });
    const { signature } = await readProposalFile(formatProposalFile(first));
    expect(signature).to.deep.equal({ signer: account.signer, verdict: "valid" });
    const second = formatProposalFile(await signProposalFile({ file: first, signer: verified, verifiers }));
    expect((await readProposalFile(second, { verifiers })).signature).to.deep.equal({
      signer: verified.signer,
      verdict: "valid",
    });
    expect((await readProposalFile(second)).signature?.verdict).to.equal("unknowable");
  });

  it("binds chain, governor, id, simulation and deadline by what is signed", () => {
    const place = { chainId: 7n, governor: modules.governor };
    const opening = { proposalId: file.proposal.id, simulation: file.simulation, deadline };
    const digests = [
      hashProposal(place, opening),
      hashProposal({ ...place, chainId: 8n }, opening),
      hashProposal({ ...place, governor: modules.guardians }, opening),
      hashProposal(place, { ...opening, simulation: codeHash }),
      hashProposal(place, { ...opening, deadline: deadline + 1n }),
    ];
    expect(new Set(digests).size).to.equal(digests.length);
  });

  // REQ-SDK-05
  it("is neither read nor signed where its content was altered, for another place, too late, or under other names", async () => {
    const signer = await toAccountSigner(Wallet.createRandom());
    const [call] = file.proposal.calls;
    if (call === undefined) throw new Error("one call");
    const { proposal } = file;
    const harmful = createCalls({ modules, names }).memberRegistry.remove({ seat: 3n });
    const refused: readonly (readonly [Partial<ProposalFile>, ReadProposalFileOptions, string])[] = [
      [{ proposal: { ...proposal, calls: [{ ...call, data: harmful.data }] } }, {}, "PROPOSAL_FILE_ALTERED"],
      [{ proposal: { ...proposal, calls: [{ ...call, sentence: "Nothing much" }] } }, {}, "PROPOSAL_FILE_ALTERED"],
      [{ proposal: { ...proposal, description: "Other" } }, {}, "PROPOSAL_FILE_ALTERED"],
      [{ proposal: { ...proposal, proposer: 3n } }, {}, "PROPOSAL_FILE_ALTERED"],
      [{ proposal: { ...proposal, salt: codeHash } }, {}, "PROPOSAL_FILE_ALTERED"],
      [{ deadline: deadline + 1n }, {}, "PROPOSAL_FILE_ALTERED"],
      [{ sentence: "Nobody proposes anything" }, {}, "PROPOSAL_FILE_ALTERED"],
      [{}, { chainId: 8n }, "PROPOSAL_FILE_FOREIGN"],
      [{}, { modules: { ...modules, governor: addressOf("6") } }, "PROPOSAL_FILE_FOREIGN"],
      [{}, { names: { seats: { "3": "Somebody else" } } }, "NAMES_DIFFER"],
      [{}, { now: deadline + 1n }, "PROPOSAL_FILE_LATE"],
    ];
    for (const [change, options, code] of refused) {
      const changed = { ...file, ...change };
      expect(await codeOf(readProposalFile(formatProposalFile(changed), options))).to.equal(code);
      expect(await codeOf(signProposalFile({ file: changed, signer, ...options }))).to.equal(code);
    }
  });

  it("is refused with the signature of another key, over another content, or of a device that answers with neither", async () => {
    const [own, other] = await Promise.all([
      createVerifiedSigner("p256", verifier),
      createVerifiedSigner("p256", verifier),
    ]);
    const signed = await signProposalFile({ file, signer: own, verifiers });
    const { signature } = signed;
    if (signature === null) throw new Error("it is signed");
    const stranger = { ...signed, signature: { ...signature, signer: other.signer } };
    const resumed = { ...signed, simulation: codeHash };
    for (const wrong of [stranger, resumed])
      expect(await codeOf(readProposalFile(formatProposalFile(wrong), { verifiers }))).to.equal("SIGNATURE_FOREIGN");
    const confused: BallotSigner = { signer: own.signer, sign: other.sign };
    expect(await codeOf(signProposalFile({ file, signer: confused, verifiers }))).to.equal("SIGNATURE_FOREIGN");
  });

  it("is no proposal file where a field lacks, is too many, or is of another version or kind", async () => {
    for (const [wrong, code] of [
      [text.slice(0, -10), "PROPOSAL_FILE_MALFORMED"],
      [text.replace('"version": 1', '"version": 2'), "PROPOSAL_FILE_VERSION"],
      [text.replace('"quorate.proposal"', '"quorate.ballot"'), "PROPOSAL_FILE_MALFORMED"],
      [text.replace('"signature": null', '"signature": null, "more": 1'), "PROPOSAL_FILE_MALFORMED"],
      [text.replace(',\n  "signature": null', ""), "PROPOSAL_FILE_MALFORMED"],
      [text.replace('"deadline": "1800000000"', '"deadline": 1800000000'), "PROPOSAL_FILE_MALFORMED"],
      [text.replace('"signature": null', '"signature": {"signer": "0x"}'), "PROPOSAL_FILE_MALFORMED"],
      ["[]", "PROPOSAL_FILE_MALFORMED"],
    ] as const)
      expect(await codeOf(readProposalFile(wrong)), code).to.equal(code);
  });

  it("is refused, or says the same, whatever single character is changed", async () => {
    const signed = await signProposalFile({ file, signer: await createVerifiedSigner("p256", verifier), verifiers });
    const signedText = formatProposalFile(signed);
    await fc.assert(
      fc.asyncProperty(anyMisprint(signedText), async (changed) => {
        try {
          const read = await readProposalFile(changed, { modules, verifiers });
          // What the preparer has foreseen is their word, and said to be; names are the reader's to compare.
          const { signature } = read;
          expect({ ...read.file, names, foreseen: file.foreseen, signature: null }).to.deep.equal(file);
          // A signer at another verifier cannot be judged here; the chain knows its keys.
          if (signature?.verdict === "valid") expect(read.file.signature).to.deep.equal(signed.signature);
          else expect(signature?.verdict).to.equal("unknowable");
        } catch (error) {
          if (!(error instanceof QuorateError)) throw error;
          expect(error.code).to.match(/^(?:PROPOSAL_FILE_|NAMES_|SIGNATURE_FOREIGN)/);
        }
      }),
      { numRuns: 400 },
    );
  });
});
