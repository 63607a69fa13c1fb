import { describe, expect, test } from "bun:test";
import { runOrder } from "./run-order.ts";
import type { Scenario } from "./scenario.ts";
import data from "./scenarios.json";

const scenarios = data as unknown as readonly Scenario[];

describe("golden scenarios", () => {
  for (const scenario of scenarios) {
    const rules = scenario.rules.map((rule) => `[${rule}]`).join("");
    for (const order of scenario.orders) {
      test(`${rules} ${scenario.name} (${order.arrival})`, () => {
        expect(runOrder(scenario, order)).toEqual([]);
      });
    }
  }

  test("[T1] every case of the specification's table is here, in each of its arrival orders", () => {
    const page = scenarios.filter(({ page }) => page === true);
    expect(page.length).toBe(27);
    expect(page.flatMap(({ orders }) => orders).length).toBe(45);
  });
});
