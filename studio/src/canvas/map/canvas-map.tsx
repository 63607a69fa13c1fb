import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef, type PointerEvent } from "react";
import { useCanvas } from "../canvas-context.tsx";
import type { FlowNode } from "../flow-types.ts";
import type { Box } from "../free-place.ts";
import { drawMap, type MapInk, type Spot } from "./draw-map.ts";
import { mapFrame, placeOnCanvas, type MapFrame } from "./map-frame.ts";

const SIZE = { width: 184, height: 128 } as const;

/** A map need not keep up with every frame: the canvas does. */
const PERIOD_MS = 80;

/**
 * Where one is in the whole SOP; a click or a drag on it goes there. One drawing instead of an element a node, which a
 * thousand nodes would pay for in every frame.
 */
export function CanvasMap() {
  const { flow } = useCanvas();
  const store = useStoreApi<FlowNode>();
  const surface = useRef<HTMLCanvasElement>(null);
  const frame = useRef<MapFrame>({ x: 0, y: 0, scale: 1 });

  useEffect(() => {
    const context = surface.current?.getContext("2d") ?? null;
    if (context === null) return;
    const sharp = Math.max(1, Math.round(devicePixelRatio));
    context.canvas.width = SIZE.width * sharp;
    context.canvas.height = SIZE.height * sharp;
    context.scale(sharp, sharp);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      const { nodes, transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      const color = readColors();
      const spots = nodes.map((node) => toSpot(node, color));
      frame.current = mapFrame(spots, seen, SIZE);
      drawMap(context, frame.current, spots, seen, color);
    };
    const drawSoon = () => void (timer ??= setTimeout(draw, PERIOD_MS));
    draw();
    const stop = store.subscribe(({ nodes, transform, width, height }, before) => {
      const isSame = nodes === before.nodes && transform === before.transform;
      if (!isSame || width !== before.width || height !== before.height) drawSoon();
    });
    const theme = new MutationObserver(drawSoon);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      stop();
      theme.disconnect();
      clearTimeout(timer);
    };
  }, [store]);

  const go = ({ clientX, clientY, buttons, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    if (buttons !== 1) return;
    const { left, top } = currentTarget.getBoundingClientRect();
    const { x, y } = placeOnCanvas(frame.current, { x: clientX - left, y: clientY - top });
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  return (
    <canvas
      ref={surface}
      role="img"
      aria-label="Map of the whole SOP"
      className="absolute right-3 bottom-3 z-5 cursor-pointer rounded-xl border border-line bg-surface shadow-raised max-md:hidden"
      style={SIZE}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    />
  );
}

type Colors = MapInk & Readonly<Record<FlowNode["type"] | "selected", string>>;

function readColors(): Colors {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`);
  return {
    step: read("step"),
    condition: read("condition"),
    tool: read("tool"),
    selected: read("accent"),
    veil: read("sunken"),
    border: read("line-strong"),
  };
}

function toSpot({ position, width = 0, height = 0, type, selected }: FlowNode, color: Colors): Spot & Box {
  return { ...position, width, height, color: selected === true ? color.selected : color[type] };
}
