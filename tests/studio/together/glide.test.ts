import { expect, test } from "bun:test";
import { glide, glideSight, type Spot } from "#studio/together/glide.ts";
import { fitSight, sightOf, viewportFor } from "#studio/together/sight.ts";

test("[U42] a cursor comes nearer with each frame, never past, and arrives", () => {
  const to = { x: 100, y: -50 };
  let at: Spot = { x: 0, y: 0 };
  let frames = 0;
  while (at !== to) {
    const next = glide(at, to, 16);
    expect(next.x).toBeGreaterThan(at.x);
    expect(next.x).toBeLessThanOrEqual(to.x);
    at = next;
    frames += 1;
  }
  expect(frames).toBeLessThan(25);
});

test("[U42] a cursor is where it is after the same time, in however many frames", () => {
  const to = { x: 100, y: 100 };
  const once = glide({ x: 0, y: 0 }, to, 32);
  const twice = glide(glide({ x: 0, y: 0 }, to, 16), to, 16);
  expect(twice.x).toBeCloseTo(once.x, 9);
});

test("[U48] a followed view glides in place and size, and arrives at both", () => {
  const to = { x: 100, y: 0, zoom: 2 };
  let at = { x: 0, y: 0, zoom: 0.5 };
  for (let frame = 0; frame < 60; frame += 1) at = glideSight(at, to, 16);
  expect(at).toBe(to);
});

test("[U48] a view is told by its middle, so that a pane of another size shows the same", () => {
  const wide = { transform: [-200, 40, 2] as const, width: 1000, height: 600 };
  const sight = sightOf(wide);
  expect(sight).toEqual({ x: 350, y: 130, zoom: 2 });
  if (sight === null) throw new Error("it has a size");
  expect(viewportFor(sight, wide)).toEqual({ x: -200, y: 40, zoom: 2 });
  expect(fitSight(sight, { width: 350 })).toEqual({ ...sight, zoom: 1 });
  expect(fitSight(sight, { width: 1200 })).toEqual(sight);
  expect(sightOf({ ...wide, width: 0 })).toBeNull();
});
