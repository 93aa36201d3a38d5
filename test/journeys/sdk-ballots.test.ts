import { expect } from "chai";
import { toBeHex, type Wallet } from "ethers";

import {
  addKey,
  type BallotFile,
  type BallotSigner,
  type Call,
  type Client,
  checkBallots,
  createClient,
  enact,
  explain,
  FOREVER,
  formatBallotFile,
  getKey,
  getProposalId,
  hashBallot,
  listKeys,
  mergeBallots,
  parseAddress,
  parseBytes32,
  parseHex,
  prepareBallot,
  propose,
  readBallotFile,
  type SignedBallot,
  signBallot,
  signBallotFile,
  submitBallots,
  tally,
  toAccountSigner,
  toBallotTypedData,
} from "#sdk";

import { type Chain, openChain } from "../peers/openChain.ts";
import { acceptBySignature } from "../support/acceptBySignature.ts";
import { createNewCalls } from "../support/createNewCalls.ts";
import { createVerifiedSigner } from "../support/createVerifiedSigner.ts";
import { acceptState, deploySuite } from "../support/deploySuite.ts";
import { deployVerifier } from "../support/deployVerifier.ts";
import { codeOf } from "../support/errorOf.ts";
import { deploySafe } from "../support/safeAccount.ts";
import { toSafeSigner } from "../support/toSafeSigner.ts";

const DEADLINE = 4_102_444_800n;
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("ballots that were signed elsewhere", () => {
  let chain: Chain;
  let relayer: Client;
  let wallets: readonly Wallet[];
  let signers: readonly BallotSigner[];
  let nextCalls: () => readonly Call[];
  const verifiers: Record<string, "p256" | "webauthn" | "rsa"> = {};

  const walletOf = (index: number): Wallet => {
    const wallet = wallets[index];
    if (wallet === undefined) throw new Error(`no wallet ${index}`);
    return wallet;
  };
  const signerOf = (index: number): BallotSigner => {
    const signer = signers[index];
    if (signer === undefined) throw new Error(`no signer ${index}`);
    return signer;
  };
  /** Each seat's ballot on a proposal that is going to be enacted, signed by everybody who has a key. */
  async function collect(calls: readonly Call[], description: string): Promise<readonly SignedBallot[]> {
    const proposalId = await getProposalId(relayer, { calls, description, proposer: 0n });
    return await Promise.all(
      signers.map((signer) => signBallot(relayer, { proposalId, support: "for", deadline: DEADLINE, signer })),
    );
  }

  before(async () => {
    chain = await openChain();
    wallets = await chain.createMembers(10);
    const hot = (...indices: readonly number[]): readonly string[] => indices.map((index) => walletOf(index).address);
    const safe = await deploySafe(chain.relayer, { owners: hot(5, 6), threshold: 2 });
    // Seat 0 and 1: an account. Seat 2: two of three accounts. Seat 3: a Safe. Seat 4: an account, and verified keys later.
    const suite = await deploySuite(chain.relayer, [
      { cold: walletOf(9).address, hot: hot(0) },
      { cold: toBeHex(0x101, 20), hot: hot(1) },
      { cold: toBeHex(0x102, 20), hot: hot(2, 7, 8), ballotsNeeded: 2 },
      { cold: toBeHex(0x103, 20), hot: [safe] },
      { cold: walletOf(3).address, hot: hot(4) },
    ]);
    for (const [seat, index] of [
      [0, 0],
      [1, 1],
      [2, 2],
      [4, 4],
    ] as const)
      await acceptState(walletOf(index), suite, seat);
    const constitution = parseAddress(suite.constitution.address);
    relayer = await createClient({ runner: chain.relayer, constitution });
    nextCalls = createNewCalls(relayer);
    signers = [
      await toAccountSigner(walletOf(0)),
      await toAccountSigner(walletOf(1)),
      await toAccountSigner(walletOf(2)),
      await toAccountSigner(walletOf(7)),
    ];

    // The Safe accepts by a signature; the others let verified keys in, and the member of seat 4 adds its three.
    const ofSafe = toSafeSigner(safe, [walletOf(5), walletOf(6)]);
    await acceptBySignature(relayer, 3n, ofSafe);
    const approvals: Call[] = [];
    for (const kind of ["p256", "webauthn", "rsa"] as const) {
      const verifier = await deployVerifier(chain.relayer, kind);
      verifiers[verifier] = kind;
      approvals.push(relayer.calls.memberRegistry.approveVerifier({ verifier }));
    }
    await enact(relayer, {
      calls: approvals,
      description: "Verifiers",
      proposer: 0n,
      ballots: await collect(approvals, "Verifiers"),
    });
    const coldOfFour = await createClient({ runner: walletOf(3), constitution });
    const verified: BallotSigner[] = [];
    for (const [verifier, kind] of Object.entries(verifiers)) {
      const signer = await createVerifiedSigner(kind, parseAddress(verifier));
      await addKey(coldOfFour, { seat: 4n, signer: signer.signer, scopes: ["vote"], expiresAt: FOREVER });
      verified.push(signer);
    }
    signers = [...signers, ofSafe, ...verified];
  });

  it("count from accounts, from two keys of three, from a Safe and from verified keys, in one transaction", async () => {
    const calls = nextCalls();
    for (const verified of [5, 6, 7]) {
      const content = { calls, description: `With key ${verified}`, proposer: 0n };
      const all = await collect(calls, content.description);
      const ballots = all.filter((_, index) => index < 5 || index === verified);
      const { sound, faults } = await checkBallots(relayer, { ballots });
      expect(faults).to.deep.equal([]);
      expect(sound.map(({ seat, signatures }) => [seat, signatures.length])).to.deep.equal([
        [0n, 1],
        [1n, 1],
        [2n, 2],
        [3n, 1],
        [4n, 1],
      ]);
      if (verified < 7) continue;
      const { skipped, compactCount } = await enact(relayer, { ...content, ballots });
      expect([skipped, compactCount]).to.deep.equal([[], 2]);
    }
  });

  it("go as files from a machine with the chain to one without, and back", async () => {
    const calls = nextCalls();
    const client0 = await createClient({ runner: walletOf(0), constitution: relayer.modules.constitution });
    const { proposalId } = await propose(client0, { calls, description: "By post" });
    const names = { seats: { "2": "DigitelTS" } };
    const file = await prepareBallot({ ...relayer, names }, { proposalId, seat: 2n, support: "for" });
    const trusted = { chainId: relayer.chainId, modules: relayer.modules, names };

    // Off line, first key and second key.
    const read = await readBallotFile(formatBallotFile(file), trusted);
    expect(read.sentences).to.deep.equal(calls.map((call) => "sentence" in call && call.sentence));
    expect(read.ballotSentence).to.match(/^DigitelTS \(seat 2\) votes for proposal \d+, valid until /);
    // The value before stands in the file, as the word of whoever prepared it.
    const { simulation } = await explain(relayer, { proposalId });
    expect(file.foreseen?.differences).to.deep.equal(simulation.differences);
    expect(simulation.differences).to.have.lengthOf(2);
    expect(file.foreseen?.failure).to.equal(null);
    expect(read.preparersWord).to.have.lengthOf(3);
    const once = formatBallotFile(await signBallotFile({ file: read.file, signer: signerOf(2), ...trusted }));
    const twice = formatBallotFile(
      await signBallotFile({ file: (await readBallotFile(once, trusted)).file, signer: signerOf(3), ...trusted }),
    );

    const { ballot, signatures } = await readBallotFile(twice, trusted);
    expect(signatures.map(({ verdict }) => verdict)).to.deep.equal(["valid", "valid"]);
    const { counted, skipped } = await submitBallots(relayer, { ballots: [ballot] });
    expect([counted, skipped]).to.deep.equal([[2n], []]);
    expect((await tally(relayer, { proposalId })).weightFor).to.equal(1n);
    // A change carries the next nonce.
    expect((await prepareBallot(relayer, { proposalId, seat: 2n, support: "against" })).ballot.nonce).to.equal(1n);
  });

  // REQ-SDK-05
  it("are refused as files where anything shown is not what would be signed", async () => {
    const calls = nextCalls();
    const file = await prepareBallot(relayer, {
      calls,
      description: "Harmless",
      proposer: 0n,
      seat: 1n,
      support: "for",
      deadline: DEADLINE,
    });
    const [call] = file.proposal.calls;
    if (call === undefined) throw new Error("one call");
    const harmful = relayer.calls.memberRegistry.remove({ seat: 1n });
    const { proposal, ballot } = file;
    const altered: readonly (readonly [Partial<BallotFile>, string])[] = [
      [{ proposal: { ...proposal, calls: [{ ...call, to: harmful.to, data: harmful.data }] } }, "BALLOT_FILE_ALTERED"],
      [{ proposal: { ...proposal, calls: [{ ...call, sentence: "Nothing much" }] } }, "BALLOT_FILE_ALTERED"],
      [{ proposal: { ...proposal, description: "Other" } }, "BALLOT_FILE_ALTERED"],
      [
        { proposal: { ...proposal, calls: [{ ...call, codeHash: parseBytes32(`0x${"00".repeat(32)}`) }] } },
        "BALLOT_FILE_ALTERED",
      ],
      [{ ballot: { ...ballot, support: "against" } }, "BALLOT_FILE_ALTERED"],
      [{ ballot: { ...ballot, deadline: ballot.deadline + 1n } }, "BALLOT_FILE_ALTERED"],
      [{ chainId: 1n }, "BALLOT_FILE_FOREIGN"],
      [{ modules: { ...file.modules, guardians: file.modules.governor } }, "BALLOT_FILE_FOREIGN"],
      [{ names: { seats: { "1": "Somebody else" } } }, "NAMES_DIFFER"],
    ];
    const trusted = { chainId: relayer.chainId, modules: relayer.modules, names: { seats: { "1": "Ours" } } };
    for (const [change, code] of altered) {
      expect(await codeOf(readBallotFile(formatBallotFile({ ...file, ...change }), trusted))).to.equal(code);
      expect(await codeOf(signBallotFile({ file: { ...file, ...change }, signer: signerOf(1), ...trusted }))).to.equal(
        code,
      );
    }
    const text = formatBallotFile(file);
    for (const [wrong, code] of [
      [text.slice(0, -10), "BALLOT_FILE_MALFORMED"],
      [text.replace('"version": 1', '"version": 2'), "BALLOT_FILE_VERSION"],
      [text.replace('"format": "quorate.ballot",', '"format": "quorate.ballot", "more": 1,'), "BALLOT_FILE_MALFORMED"],
      [text.replace('"nonce": "0"', '"nonce": 0'), "BALLOT_FILE_MALFORMED"],
    ] as const) {
      expect(await codeOf(readBallotFile(wrong, trusted))).to.equal(code);
    }
  });

  it("count in each form that signers give, and are named where they cannot count", async () => {
    const calls = nextCalls();
    const client0 = await createClient({ runner: walletOf(0), constitution: relayer.modules.constitution });
    const { proposalId } = await propose(client0, { calls, description: "Forms" });
    const place = { chainId: relayer.chainId, governor: relayer.modules.governor };
    const ballot = await signBallot(relayer, { proposalId, support: "for", signer: signerOf(1) });
    const [{ signer, signature }] = [ballot.signatures[0] ?? { signer: parseHex("0x"), signature: parseHex("0x") }];
    const [r, s, v] = [
      signature.slice(2, 66),
      BigInt(`0x${signature.slice(66, 130)}`),
      Number(`0x${signature.slice(130)}`),
    ];
    const yParity = BigInt(v - 27);
    const digits = (value: bigint): string => value.toString(16).padStart(64, "0");
    const as = (text: string): SignedBallot => ({ ...ballot, signatures: [{ signer, signature: parseHex(text) }] });
    const forms = [
      as(`0x${r}${digits(s)}${(v - 27).toString(16).padStart(2, "0")}`),
      as(`0x${r}${digits(s | (yParity << 255n))}`),
      as(`0x${r}${digits(s)}${(v + 10).toString(16)}`),
    ];
    for (const form of forms) expect(mergeBallots({ ...place, ballots: [form, ballot] })).to.deep.equal([ballot]);
    const high = as(`0x${r}${digits(CURVE_ORDER - s)}${(55 - v).toString(16)}`);
    expect(await codeOf(submitBallots(relayer, { ballots: [high] }))).to.equal("SIGNATURE_MALLEABLE");

    const elsewhere = { ...place, chainId: 1n };
    const foreign = await signerOf(0).sign(hashBallot(elsewhere, ballot), toBallotTypedData(elsewhere, ballot));
    const bad = { ...ballot, seat: 0n, signatures: [{ signer: signerOf(0).signer, signature: foreign }] };
    const expired = {
      ...(await signBallot(relayer, { proposalId, support: "for", signer: signerOf(4), deadline: 1n })),
    };
    const stranger = { ...ballot, seat: 4n };
    const { sound, faults } = await checkBallots(relayer, { ballots: [...forms, bad, expired, stranger] });
    expect(sound.map(({ seat }) => seat)).to.deep.equal([1n]);
    expect(faults.map(({ seat, error }) => [seat, error.code])).to.deep.equal([
      [0n, "SIGNATURE_FOREIGN"],
      [3n, "BALLOT_EXPIRED"],
      [4n, "SIGNATURE_FOREIGN"],
    ]);
    const { counted, skipped } = await submitBallots(relayer, { ballots: [...forms, bad, expired, stranger] });
    expect(counted).to.deep.equal([1n]);
    expect(skipped.map(({ seat, reason }) => [seat, reason])).to.deep.equal([
      [0n, "GovernorBallotUnsigned"],
      [3n, "GovernorBallotExpired"],
      [4n, "GovernorBallotUnsigned"],
    ]);
    expect(await codeOf(submitBallots(relayer, { ballots: [ballot, { ...ballot, support: "against" }] }))).to.equal(
      "BALLOTS_CONTRADICT",
    );
    expect(await codeOf(submitBallots(relayer, { ballots: [] }))).to.equal("BALLOTS_EMPTY");
  });

  it("belong to keys that anybody can look up", async () => {
    const keys = await listKeys(relayer, { seat: 4n });
    expect(keys).to.have.length(4);
    expect(keys.map(({ scopes }) => scopes)).to.deep.equal([
      ["vote", "propose", "records", "duty"],
      ["vote"],
      ["vote"],
      ["vote"],
    ]);
    expect((await getKey(relayer, { signer: signerOf(5).signer }))?.seat).to.equal(4n);
    expect(await getKey(relayer, { signer: parseHex(toBeHex(7n, 20)) })).to.equal(null);
  });
});
