/**
 * Pieces whose source is closed with them: at their end, at an error, and when whoever reads them stops, even before the first piece. A generator that
 * was never begun would leave its source open.
 */
export function closeWithSource<Piece>(
  pieces: AsyncGenerator<Piece, void, undefined>,
  close: () => Promise<void>,
): AsyncIterableIterator<Piece, void, undefined> {
  return {
    next: async () => {
      try {
        const step = await pieces.next();
        if (step.done === true) await close();
        return step;
      } catch (error) {
        await close();
        throw error;
      }
    },
    return: async () => {
      await pieces.return();
      await close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
