import { useEffect, useRef, useState } from "react";
import type { Sop } from "#schemas/protocol/document.ts";
import type { Api } from "../../app/api.ts";
import { BOX, pictureOf, type Picture } from "./picture.ts";

const FILLS: Readonly<Record<Picture["boxes"][number]["type"], string>> = {
  step: "fill-step-soft stroke-step",
  condition: "fill-condition-soft stroke-condition",
  tool: "fill-tool-soft stroke-tool",
};

/** A SOP that goes on below its picture fades out: it is not cut off by mistake. */
const FADE = "mask-b-from-80% mask-b-to-100%";

/** Somebody types: the picture follows when there is a pause. */
const QUIET_MS = 1_500;

interface ThumbnailProps {
  readonly api: Api;
  readonly sop: string;
  readonly version: number;
}

/** A SOP's graph, small. It is fetched once it comes into sight. */
export function Thumbnail({ api, sop, version }: ThumbnailProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  const [picture, setPicture] = useState<Picture | null>();
  const isDrawn = useRef(false);

  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setIsSeen(true);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!isSeen) return;
    let isOver = false;
    const draw = async () => {
      const { graph } = await api.get<Sop>(`/v1/sop/${sop}`);
      if (isOver) return;
      isDrawn.current = true;
      setPicture(pictureOf(graph));
    };
    // A card without a picture is still a card.
    const timer = setTimeout(() => void draw().catch(() => undefined), isDrawn.current ? QUIET_MS : 0);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [api, sop, version, isSeen]);

  return (
    <div ref={place} aria-hidden className="h-36 rounded-t-xl border-b border-line bg-sunken">
      {picture === null && <p className="grid h-full place-items-center text-ink-faint">Empty</p>}
      {picture && <Drawing picture={picture} />}
    </div>
  );
}

function Drawing({ picture }: { readonly picture: Picture }) {
  return (
    <svg
      viewBox={picture.viewBox}
      preserveAspectRatio="xMidYMin slice"
      className={`size-full rounded-t-xl ${FADE}`}
    >
      {picture.lines.map(({ id, path }) => (
        <path key={id} d={path} className="fill-none stroke-line-strong" strokeWidth={8} />
      ))}
      {picture.boxes.map(({ id, x, y, type }) => (
        <rect
          key={id}
          x={x}
          y={y}
          width={BOX.width}
          height={BOX.height}
          rx={18}
          className={FILLS[type]}
          strokeWidth={6}
        />
      ))}
    </svg>
  );
}
