/** A key that WebCrypto holds. */
export type NativeKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
