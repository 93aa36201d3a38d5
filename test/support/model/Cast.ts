import { id, Wallet } from "ethers";

const KEYS_PER_SEAT = 5;

/** Everybody who may appear: the same accounts in every run. */
export interface Cast {
  /** By seat, accounts that are or may become keys of it. */
  readonly hot: readonly (readonly Wallet[])[];
  /** By seat, who manages its keys. */
  readonly cold: readonly Wallet[];
  readonly stranger: Wallet;
  readonly founder: Wallet;
}

export function createCast(seats: number): Cast {
  const named = (name: string): Wallet => new Wallet(id(`quorate model: ${name}`));
  const indexes = Array.from({ length: seats }, (_, index) => index);
  const keys = Array.from({ length: KEYS_PER_SEAT }, (_, index) => index);
  return {
    hot: indexes.map((seat) => keys.map((key) => named(`seat ${seat}, key ${key}`))),
    cold: indexes.map((seat) => named(`seat ${seat}, cold`)),
    stranger: named("stranger"),
    founder: named("founder"),
  };
}

export function everybody(cast: Cast): readonly Wallet[] {
  return [...cast.hot.flat(), ...cast.cold, cast.stranger, cast.founder];
}

/** The account of a seat's key. */
export function hotOf(cast: Cast, seat: number, key: number): Wallet {
  return known(cast.hot[seat]?.[key], `key ${key} of seat ${seat}`);
}

export function coldOf(cast: Cast, seat: number): Wallet {
  return known(cast.cold[seat], `cold account of seat ${seat}`);
}

function known(wallet: Wallet | undefined, what: string): Wallet {
  if (wallet === undefined) throw new Error(`nobody plays the ${what}`);
  return wallet;
}
