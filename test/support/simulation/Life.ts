/** One run of one batcher, from its start to its crash or its stop. What is done for it afterwards has no effect and no answer. */
export class Life {
  readonly name: string;
  #isAlive = true;

  constructor(name: string) {
    this.name = name;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  end(): void {
    this.#isAlive = false;
  }
}
