import { expect, test } from "bun:test";
import { createLocalFanout } from "#registry/fanout/local.ts";
import type { Encoded } from "#registry/room/types.ts";

const MESSAGE: Encoded = { type: "leave", text: '{"type":"leave","peer":"ann/x"}' };

test("[P3] what is published reaches the topic's sockets and streams, and no other's", () => {
  const fanout = createLocalFanout();
  const sockets: string[][] = [];
  const heard: string[] = [];
  // Before the server is there nobody can have subscribed.
  fanout.publish("a", MESSAGE);
  fanout.useSockets({ publish: (topic, text) => void sockets.push([topic, text]), hearers: () => 0 });
  const stop = fanout.listen("a", ({ text }) => heard.push(`a ${text}`));
  fanout.listen("b", ({ text }) => heard.push(`b ${text}`));

  fanout.publish("a", MESSAGE);
  stop();
  stop();
  fanout.publish("a", MESSAGE);

  expect(sockets).toEqual([
    ["a", MESSAGE.text],
    ["a", MESSAGE.text],
  ]);
  expect(heard).toEqual([`a ${MESSAGE.text}`]);
});

test("[P3] a stream that leaves while it is told does not keep others from hearing", () => {
  const fanout = createLocalFanout();
  const heard: string[] = [];
  const stop = fanout.listen("a", () => {
    heard.push("first");
    stop();
  });
  fanout.listen("a", () => heard.push("second"));
  fanout.publish("a", MESSAGE);
  fanout.publish("a", MESSAGE);
  expect(heard).toEqual(["first", "second", "second"]);
});
