import { accept, type BallotSigner, type Client, getCurrentState, signAcceptance } from "#sdk";

const FAR = 4_102_444_800n;

/** Lets the member of a seat accept the current state by a signature that somebody else sends: a Safe sends nothing here. */
export async function acceptBySignature(sender: Client, seat: bigint, signer: BallotSigner): Promise<void> {
  const { chainId, modules } = sender;
  const acceptance = { seat, state: await getCurrentState(sender), deadline: FAR, signer };
  await accept(sender, await signAcceptance({ chainId, accession: modules.accession, ...acceptance }));
}
