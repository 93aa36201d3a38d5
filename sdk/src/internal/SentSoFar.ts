/**
 * What a verb that sends has sent so far. `nothing`: its transaction has not left it. `asked`: a signer was asked to send it and has not
 * answered, so nobody here knows. `sent`: it has the hash.
 */
export type SentSoFar =
  | { readonly stage: "nothing" }
  | { readonly stage: "asked" }
  | { readonly stage: "sent"; readonly transaction: string };
