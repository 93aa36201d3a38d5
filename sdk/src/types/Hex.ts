declare const bytesBrand: unique symbol;
declare const addressBrand: unique symbol;
declare const bytes32Brand: unique symbol;

/** Whole bytes in lower-case hexadecimal after `0x`. Made by {@link parseHex}. */
export type Hex = `0x${string}` & { readonly [bytesBrand]: true };

/** An account on chain: 20 bytes, written with its checksum (EIP-55). Made by {@link parseAddress}. */
export type Address = `0x${string}` & { readonly [addressBrand]: true };

/** Exactly 32 bytes. Made by {@link parseBytes32}. */
export type Bytes32 = Hex & { readonly [bytes32Brand]: true };
