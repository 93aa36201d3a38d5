/** A proposal's id as people copy it: hexadecimal, which every command reads. */
export function formatProposalId(id: bigint): string {
  return `0x${id.toString(16).padStart(64, "0")}`;
}
