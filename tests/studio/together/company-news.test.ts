import { expect, test } from "bun:test";
import { newsWords, watchCompany } from "#studio/together/company-news.ts";

const here = (...agents: string[]) => new Set(agents);

test("[U44] who was here when the connection began is no news", () => {
  const watch = watchCompany();
  watch.begin(here("ana", "ben"));
  expect(watch.look(here("ana", "ben"), 0)).toEqual({ came: [], left: [] });
});

test("[U44] a coming is told at once and once", () => {
  const watch = watchCompany();
  watch.begin(here());
  expect(watch.look(here("ana"), 0).came).toEqual(["ana"]);
  expect(watch.look(here("ana"), 1).came).toEqual([]);
});

test("[U44] a leaving is told when it has lasted: who loads the page again has not left", () => {
  const watch = watchCompany();
  watch.begin(here("ana", "ben"));
  expect(watch.look(here("ben"), 0)).toEqual({ came: [], left: [] });
  expect(watch.lookAgainAt()).toBe(4000);
  expect(watch.look(here("ana", "ben"), 1000)).toEqual({ came: [], left: [] });
  expect(watch.lookAgainAt()).toBeNull();
  watch.look(here("ana"), 2000);
  expect(watch.look(here("ana"), 6000)).toEqual({ came: [], left: ["ben"] });
  expect(watch.look(here("ana", "ben"), 7000).came).toEqual(["ben"]);
});

test("[U44] many are told in one sentence", () => {
  expect(newsWords(["Ana"], "came")).toBe("Ana is here");
  expect(newsWords(["Ana", "Ben"], "left")).toBe("Ana and Ben left");
  expect(newsWords(["Ana", "Ben", "Eve"], "came")).toBe("Ana, Ben, and Eve are here");
  expect(newsWords(["Ana", "Ben", "Eve", "Kim"], "came")).toBe("Ana, Ben, and 2 others are here");
});
