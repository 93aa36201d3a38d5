declare const proposalIdBrand: unique symbol;

/** Names a proposal. It binds chain, governor, proposing seat, salt, description, calls and the code at each target. */
export type ProposalId = bigint & { readonly [proposalIdBrand]: true };
