import { expect } from "chai";
import { JsonRpcProvider } from "ethers";

import { captureError, captureRejection } from "../founding/captureError.ts";
import { readDuties, readMoment, readPast, readSeat, readSeats, readSuite, readTime, readWhole } from "./readValues.ts";

const NAMES = { seats: { "4": "Fennimore Energy", "5": "Fennimore Energía", "7": "Hollowmere Grid" } };

describe("what is typed at the command line", () => {
  it("names a seat by number, by name, or by a part that only one name has", () => {
    const seats = ["7", "hollowmere grid", "Grid", "fennimore energy"].map((text) => readSeat("SEAT", text, NAMES));
    expect(seats).to.deep.equal([7n, 7n, 7n, 4n]);
  });

  it("never guesses between two seats", () => {
    for (const text of ["Fennimore", "nobody", "512", "-1"]) {
      expect(captureError(() => readSeat("SEAT", text, NAMES)).code, text).to.equal("OPTION_MALFORMED");
    }
    expect(captureError(() => readSeat("SEAT", "Fennimore", NAMES)).remedy).to.contain("Fennimore Energía");
  });

  it("names a moment to come, as a date, in unix seconds or from now on", async () => {
    // Nobody is asked for anything but the time of the newest block, and only by what counts from now on.
    const provider = new JsonRpcProvider("http://127.0.0.1:1");
    const read = (text: string): Promise<bigint> => readMoment("UNTIL", text, { provider });
    expect(await read("2100-01-01")).to.equal(4_102_444_800n);
    expect(await read("2100-01-01T12:00Z")).to.equal(4_102_488_000n);
    expect(await read("4102444800")).to.equal(4_102_444_800n);
    for (const text of ["2020-01-01", "1577836800", "soon", "2100-13-01", "3d"]) {
      expect((await captureRejection(() => read(text))).code, text).to.equal("OPTION_MALFORMED");
    }
    provider.destroy();
  });

  it("counts from this machine's clock where there is no chain", async () => {
    const moment = await readMoment("UNTIL", "+1h", null);
    expect(Number(moment) - Date.now() / 1_000).to.be.within(3_590, 3_601);
  });

  it("names a moment that is over, as a date, in unix seconds or by how long ago", () => {
    expect(readPast("SINCE", "2020-01-01")).to.equal(1_577_836_800n);
    expect(readPast("SINCE", "1577836800")).to.equal(1_577_836_800n);
    expect(Date.now() / 1_000 - Number(readPast("SINCE", "1h"))).to.be.within(3_599, 3_610);
    for (const text of ["2100-01-01", "4102444800", "soon", "+3d"])
      expect(captureError(() => readPast("SINCE", text)).code, text).to.equal("OPTION_MALFORMED");
  });

  it("names several seats, each once, and suites that there are", () => {
    expect(readSeats("SEATS", "7, fennimore energy,7", NAMES)).to.deep.equal([7n, 4n]);
    expect(readSeats("SEATS", "none", NAMES)).to.deep.equal([]);
    expect(readSuite("SUITE", "2")).to.equal(2);
    for (const wrong of [() => readSeats("SEATS", "7,", NAMES), () => readSuite("SUITE", "4")])
      expect(captureError(wrong).code).to.equal("OPTION_MALFORMED");
  });

  it("takes times, numbers and duties whole or not at all", () => {
    expect([readTime("T", "90s"), readTime("T", "3d")]).to.deep.equal([90n, 259_200n]);
    expect(readWhole("N", "7", { min: 1n, max: 7n })).to.equal(7n);
    expect(readDuties("D", "guardian, batcher")).to.deep.equal(["guardian", "batcher"]);
    expect(readDuties("D", "none")).to.deep.equal([]);
    for (const wrong of [
      () => readTime("T", "3 days"),
      () => readWhole("N", "8", { min: 1n, max: 7n }),
      () => readWhole("N", "1e3", { min: 1n, max: 7_000n }),
      () => readDuties("D", "guardian,king"),
    ]) {
      expect(captureError(wrong).code).to.equal("OPTION_MALFORMED");
    }
  });
});
