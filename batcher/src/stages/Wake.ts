/** Something that one loop waits for and others say. Said while nobody waits, it is kept. */
export interface Wake {
  say(): void;
  /** Resolves once it was said since the wait before. */
  heard(): Promise<void>;
}

/** Makes one. */
export function createWake(): Wake {
  let isSaid = false;
  let resolve: (() => void) | undefined;
  return {
    say() {
      isSaid = true;
      resolve?.();
    },
    async heard() {
      if (!isSaid) {
        await new Promise<void>((done) => {
          resolve = done;
        });
        resolve = undefined;
      }
      isSaid = false;
    },
  };
}
