import { expect, test } from "bun:test";
import { peopleOf } from "#studio/together/people.ts";
import { fullName, personWords } from "#studio/together/person-words.ts";
import { isAgent } from "#studio/together/tell-agents.ts";
import { pointersOf } from "#studio/together/use-pointers.ts";
import { peerOf } from "./company.ts";

test("[U43] the tabs of one agent are one person, as lively as the liveliest of them", () => {
  const [person, ...others] = peopleOf(
    [
      peerOf("ana/tab-1", { status: "away", selection: ["a"] }),
      peerOf("ana/tab-2", { status: "idle", selection: ["a", "b"], connected_at: 2 }),
    ],
    "me/tab-1",
  );
  expect(others).toEqual([]);
  expect(person).toMatchObject({ agent: "ana", status: "idle", selection: ["a", "b"], isMe: false });
  expect(person?.tabs).toEqual(["ana/tab-2", "ana/tab-1"]);
});

test("[U43] I come first, then people, then agents, each in the order in which they came", () => {
  const peers = [
    peerOf("bot/worker-1", { connected_at: 0 }),
    peerOf("zoe/tab-1", { connected_at: 1 }),
    peerOf("ana/tab-1", { connected_at: 2, status: "away" }),
    peerOf("me/tab-1", { connected_at: 3 }),
  ];
  expect(peopleOf(peers, "me/tab-1").map(({ agent }) => agent)).toEqual(["me", "zoe", "ana", "bot"]);
});

test("[U43] whoever is connected by anything but a studio's tab is an agent", () => {
  expect(isAgent({ peer: "ana/tab-5f", agent: "ana" })).toBe(false);
  expect(isAgent({ peer: "bot/worker-1", agent: "bot" })).toBe(true);
  expect(isAgent({ peer: "bot/http", agent: "bot" })).toBe(true);
  const [both] = peopleOf([peerOf("ana/worker-1"), peerOf("ana/tab-1")], null);
  expect(both?.isAgent).toBe(false);
});

test("[U43] somebody is told in words", () => {
  const [bot] = peopleOf([peerOf("bot/worker-1", { name: "Triage bot", status: "idle" })], null);
  const [me] = peopleOf([peerOf("me/tab-1", { name: "me" }), peerOf("me/tab-2", { name: "me" })], "me/tab-1");
  expect(bot && personWords(bot)).toBe("Triage bot (bot), an agent, idle");
  expect(me && personWords(me)).toBe("You, me, active in 2 tabs");
  expect(fullName({ name: "ana", agent: "ana" })).toBe("ana");
});

test("[U42] who points is told without where: nobody who is away, nor I; what is as it was is the same object", () => {
  const cursor = { x: 1, y: 2 };
  const ana = peerOf("ana/tab-1", { cursor });
  const peers = [
    ana,
    peerOf("ben/tab-1"),
    peerOf("eve/tab-1", { cursor, status: "away" }),
    peerOf("me/tab-1", { cursor }),
  ];
  const before = pointersOf(peers, "me/tab-1", []);
  expect(before.map(({ agent }) => agent)).toEqual(["ana"]);
  expect(pointersOf([{ ...ana, cursor: { x: 9, y: 9 } }], "me/tab-1", before)).toBe(before);
  expect(pointersOf([{ ...ana, name: "Ana" }], "me/tab-1", before)).not.toBe(before);
});
